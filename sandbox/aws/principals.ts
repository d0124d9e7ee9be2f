import type { MotoClient } from "./moto-client";

/** Asks IAM which principals exist. */
export class Principals {
    constructor(
        private readonly moto: MotoClient,
        private readonly accountId: string,
    ) {}

    /**
     * Whether IAM of this account holds the role or user with this ARN. What other accounts hold cannot be asked;
     * their principals are taken as existing, and so are forms that name no single principal.
     */
    async exists(arn: string): Promise<boolean> {
        const [, account, kind, path] = /^arn:[^:]+:iam::(\d{12}):(role|user)\/(.+)$/.exec(arn) ?? [];
        if (account !== this.accountId || !kind || !path) return true;
        const name = path.slice(path.lastIndexOf("/") + 1);
        const found =
            kind === "role"
                ? await this.moto.query("iam", "GetRole", { RoleName: name })
                : await this.moto.query("iam", "GetUser", { UserName: name });
        return found.status === 200 && found.text.includes(`<Arn>${arn}</Arn>`);
    }
}
