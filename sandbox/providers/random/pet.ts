import { randomInt } from "node:crypto";
import { number, type ResourceSpec, text } from "../host/spec";
import { keepers, stateOnly } from "./common";

const adverbs = ["boldly", "calmly", "deeply", "fairly", "gladly", "kindly", "nearly", "rarely", "subtly", "warmly"];
const adjectives = ["amber", "brave", "clever", "dapper", "eager", "gentle", "humble", "mellow", "quiet", "sturdy"];
const animals = ["badger", "crane", "dolphin", "falcon", "heron", "lynx", "marten", "otter", "plover", "wombat"];

function pick(words: readonly string[]): string {
    return words[randomInt(words.length)] ?? "";
}

export const randomPet: ResourceSpec<null> = {
    ...stateOnly,
    inputs: {
        keepers,
        length: number({ default: 2, replace: true }),
        prefix: text({ replace: true }),
        separator: text({ default: "-", replace: true }),
    },
    outputs: [],
    async create({ length, prefix, separator }) {
        const count = Number(length);
        const words = count > 0 ? [pick(animals)] : [];
        if (count > 1) words.unshift(pick(adjectives));
        while (words.length < count) words.unshift(pick(adverbs));
        if (prefix) words.unshift(String(prefix));
        return { id: words.join(String(separator)), state: {} };
    },
};
