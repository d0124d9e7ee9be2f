import { keyDamages } from "./damages";
import { describeHealing } from "./healing";

describeHealing("a key and its registration that somebody broke by hand, with the real engine", keyDamages);
