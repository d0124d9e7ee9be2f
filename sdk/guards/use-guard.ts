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
 * Guards what databases need against removal. The guard depends on its subjects, so the engine deletes the guard first. While a
 * database uses one of the subjects, deleting the guard throws, and the engine stops before it touches anything else.
 */

const release = "keep it, or set `protect: false` for it in the program, run `pulumi up`, and then remove it";

function subjectsIn({ subjects }: Properties): readonly Subject[] {
    return Array.isArray(subjects) ? (subjects as Subject[]) : [];
}

/** The subjects without their labels and names. A diff does not show a change of those. */
function unlabelled(properties: Properties): readonly object[] {
    return subjectsIn(properties).map(({ label: _, urn: _urn, parentName: _parent, ...subject }) => subject);
}

function kept(properties: Properties): Properties {
    const home = homeIn(properties);
    return { subjects: subjectsIn(properties), ...(home === undefined ? {} : { home }) };
}

/** Why a subject must stay. Empty if it may be removed. */
async function inUse(subject: Subject, region: string, remedy = takeOff): Promise<Refusal[]> {
    if (subject.released === true) return [];
    const users = spoken(await databasesOf(subject, region));
    if (users === undefined) return [];
    const noun = nounOf(subject);
    if (noun === undefined) return [{ reason: `${users} would be deleted with its data`, remedy: release }];
    return [{ reason: `${noun} ${nameOf(subject)} is in use: without it ${users} ${lossOf(subject)}`, remedy }];
}

async function allInUse(subjects: readonly Subject[], region: string): Promise<Refusal[]> {
    return (await Promise.all(subjects.map((subject) => inUse(subject, region)))).flat();
}

/** The subjects that the program no longer declares. A subject with an unknown id accounts for one of them, unless it is recreated. */
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

/** Deletes the subjects. It asks once more first, because databases may have started to use one since the check. */
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
