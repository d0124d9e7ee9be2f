import { identityDamages } from "./damages";
import { describeHealing } from "./healing";

describeHealing("an identity and a network that somebody broke by hand, with the real engine", identityDamages);
