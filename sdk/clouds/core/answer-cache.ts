import { onConfigChange } from "./settings";

interface Answer {
    readonly askedAt: number;
    readonly answer: Promise<unknown>;
}

const answers = new Map<string, Answer>();
onConfigChange(() => answers.clear());

/** Long enough for the guards of one run, which ask together. Short enough that no guard decides by an old answer. */
const freshMilliseconds = 5_000;

/** Asks a question once for all who ask it within five seconds. A failed answer is not kept. */
export function shared<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const known = answers.get(question);
    if (known && Date.now() - known.askedAt < freshMilliseconds) return known.answer as Promise<T>;
    const answer = ask();
    answers.set(question, { askedAt: Date.now(), answer });
    answer.catch(() => answers.delete(question));
    return answer;
}
