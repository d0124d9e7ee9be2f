import type { Provider } from "../host/spec";
import { randomId } from "./id";
import { randomInteger } from "./integer";
import { randomPet } from "./pet";
import { randomPassword, randomString } from "./string";
import { randomUuid } from "./uuid";

/** Nothing is remembered outside the state, so there is no session. */
export const random: Provider<null> = {
    name: "random",
    configure: async () => null,
    resources: {
        "random:index/randomId:RandomId": randomId,
        "random:index/randomInteger:RandomInteger": randomInteger,
        "random:index/randomPassword:RandomPassword": randomPassword,
        "random:index/randomPet:RandomPet": randomPet,
        "random:index/randomString:RandomString": randomString,
        "random:index/randomUuid:RandomUuid": randomUuid,
    },
    functions: {},
};
