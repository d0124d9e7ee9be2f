import { PlainError } from "../clouds/core/errors";
import { useConfig } from "../clouds/core/settings";
import { type Properties, type Provider, plainly } from "../host/provider";
import { spoken, takeOff } from "../usage/words";
import { same } from "../validation/equality";
import { refuseUnlessAnswered } from "./asked";
import { currentHome, elsewhere, type Home, homeIn, otherAccount } from "./home";
import { knownPart } from "./known";
import { databasesOf, endSubject, isAmong, lossOf, mayBe, nameOf, nounOf, type Subject } from "./subjects";
import { takeBack } from "./take-back";
import { asFailure, type Refusal, sentence } from "./words";

/*
 * Stands behind what databases need: it depends on it, so that the engine removes the guard first. While a database uses one
 * of the subjects, the removal ends there, before anything else is touched.
 */

const letGo = "keep it, or set `protect: false` for it in the program, run `pulumi up`, and remove it after that";

function subjectsIn({ subjects }: Properties): readonly Subject[] {
    return Array.isArray(subjects) ? (subjects as Subject[]) : [];
}

/** The subjects without what people call them: another name is no change to show. */
function unlabelled(properties: Properties): readonly object[] {
    return subjectsIn(properties).map(({ label: _, urn: _urn, parentName: _parent, ...subject }) => subject);
}

function kept(properties: Properties): Properties {
    const home = homeIn(properties);
    return { subjects: subjectsIn(properties), ...(home === undefined ? {} : { home }) };
}

/** Why a subject must stay, or nothing. */
async function inUse(subject: Subject, region: string, remedy = takeOff): Promise<Refusal[]> {
    if (subject.released === true) return [];
    const users = spoken(await databasesOf(subject, region));
    if (users === undefined) return [];
    const noun = nounOf(subject);
    if (noun === undefined) return [{ reason: `${users} would be deleted with its data`, remedy: letGo }];
    return [{ reason: `${noun} ${nameOf(subject)} is in use: without it ${users} ${lossOf(subject)}`, remedy }];
}

async function allInUse(subjects: readonly Subject[], region: string): Promise<Refusal[]> {
    return (await Promise.all(subjects.map((subject) => inUse(subject, region)))).flat();
}

/** Those that are named no more. As many as are known only later may be among them, but for things that are made anew. */
function goneFrom(before: readonly Subject[], after: readonly Subject[]): Subject[] {
    const later = [...after];
    return before.filter((subject) => {
        if (isAmong(subject, after)) return false;
        const open = later.findIndex((other) => mayBe(subject, other));
        if (open < 0) return true;
        later.splice(open, 1);
        return false;
    });
}

/** Removes what nothing uses. What has come into use since it was asked stays. */
async function end(subjects: readonly Subject[], { region }: Home): Promise<void> {
    const refusals = await allInUse(subjects, region);
    if (refusals.length > 0) throw new PlainError(refusals.map(sentence).join("\n"));
    for (const subject of subjects) await endSubject(subject, region);
}

export const provider: Provider = {
    async configure({ config }) {
        useConfig(config);
    },
    async check(olds, news) {
        const unknown: string[] = [];
        const after = subjectsIn(knownPart({ subjects: news.subjects }, unknown) as Properties);
        const isOpen = unknown.includes("subjects");
        let home = homeIn(olds);
        const refusals = await refuseUnlessAnswered(async () => {
            home ??= await currentHome();
            const away = await elsewhere(home);
            if (away.length > 0) return away;
            const { region } = home;
            const gone = isOpen ? [] : goneFrom(subjectsIn(olds), after);
            const asked = gone.map((subject) => inUse(subject, region, takeBack(subject, after)));
            return (await Promise.all(asked)).flat();
        });
        return {
            inputs: { subjects: news.subjects, ...(home === undefined ? {} : { home }) },
            failures: refusals.map(asFailure),
        };
    },
    async diff(_id, olds, news) {
        return { changes: !same(unlabelled(olds), unlabelled(news)), replaces: [] };
    },
    async create(inputs) {
        return { id: "guard", outs: kept(inputs) };
    },
    async read(id, props) {
        return { id, props: kept(props) };
    },
    update: (_id, olds, news) =>
        plainly(async () => {
            const home = homeIn(news);
            if (home !== undefined) await end(goneFrom(subjectsIn(olds), subjectsIn(news)), home);
            return { outs: kept(news) };
        }),
    delete: (_id, props) =>
        plainly(async () => {
            const subjects = subjectsIn(props);
            const home = homeIn(props) ?? (await currentHome());
            const refusals = await refuseUnlessAnswered(async () => [
                ...(await otherAccount(home)),
                ...(await allInUse(subjects, home.region)),
            ]);
            if (refusals.length > 0) throw new PlainError(refusals.map(sentence).join("\n"));
            await end(subjects, home);
        }),
};
