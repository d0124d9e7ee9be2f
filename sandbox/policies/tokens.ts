/** One word, quoted text, `/pattern/` or mark of a statement, with the place where it stands. */
export interface Token {
    readonly text: string;
    readonly at: number;
}

/** What the compiler of OCI says of a statement that it cannot take. */
export class StatementError extends Error {}

const form = /\s+|(?<text>\/(?:[^/\\\s]|\\.)+\/(?=[\s,)}]|$)|!=|[{}(),=]|(?:'[^']*'|"[^"]*"|[^\s{}(),='"!])+|[\s\S])/g;

/** Spare spaces and line breaks have no effect. */
export class Tokens {
    private readonly tokens: Token[];
    private next = 0;

    constructor(private readonly statement: string) {
        this.tokens = [...statement.matchAll(form)].flatMap((match) =>
            match.groups?.text === undefined ? [] : [{ text: match.groups.text, at: match.index }],
        );
    }

    /** Letter case does not count in the words of the language. */
    peek(...words: string[]): boolean {
        return words.every((word, index) => this.tokens[this.next + index]?.text.toLowerCase() === word);
    }

    take(...words: string[]): boolean {
        if (!this.peek(...words)) return false;
        this.next += words.length;
        return true;
    }

    expect(...words: string[]): void {
        for (const word of words) if (!this.take(word)) this.fail();
    }

    /** One word of the given form, as it is written. */
    word(allowed: RegExp): string {
        const token = this.tokens[this.next];
        if (token === undefined || !allowed.test(token.text)) return this.fail();
        this.next += 1;
        return token.text;
    }

    end(): void {
        if (this.next < this.tokens.length) this.fail();
    }

    fail(): never {
        const token = this.tokens[this.next];
        const before = this.statement.slice(0, token?.at ?? this.statement.length).split("\n");
        const place = `line ${before.length}, char ${before.at(-1)!.length + 1}`;
        throw new StatementError(`'syntax error starting with <<${token?.text ?? "EOF"}>>'@'${place}'`);
    }
}
