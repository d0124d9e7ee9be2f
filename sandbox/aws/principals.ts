import type { MotoClient } from "./moto-client";

/** Forms that name no single principal, or one that IAM of this account cannot be asked about. */
const unasked = [/^\*$/, /^\d{12}$/, /^arn:[^:]+:(iam|sts)::\d{12}:[^*?]+$/];
const roleId = /^AROA[A-Z0-9]+$/;
const userId = /^AIDA[A-Z0-9]+$/;

/** Asks IAM which principals exist. */
export class Principals {
    constructor(
        private readonly moto: MotoClient,
        private readonly accountId: string,
    ) {}

    /**
     * Whether IAM of this account holds the role or user with this ARN or unique id. What other accounts hold cannot be
     * asked; their principals are taken as existing when they are named by ARN.
     */
    async exists(principal: string): Promise<boolean> {
        if (roleId.test(principal)) return this.lists("ListRoles", "RoleId", principal);
        if (userId.test(principal)) return this.lists("ListUsers", "UserId", principal);
        const [, account, kind, path] = /^arn:[^:]+:iam::(\d{12}):(role|user)\/(.+)$/.exec(principal) ?? [];
        if (account !== this.accountId || !kind || !path) return unasked.some((form) => form.test(principal));
        const name = path.slice(path.lastIndexOf("/") + 1);
        const found =
            kind === "role"
                ? await this.moto.query("iam", "GetRole", { RoleName: name })
                : await this.moto.query("iam", "GetUser", { UserName: name });
        return found.status === 200 && found.text.includes(`<Arn>${principal}</Arn>`);
    }

    private async lists(operation: "ListRoles" | "ListUsers", member: string, id: string): Promise<boolean> {
        let marker: string | undefined;
        do {
            const page = await this.moto.query("iam", operation, {
                MaxItems: "1000",
                ...(marker !== undefined && { Marker: marker }),
            });
            if (page.text.includes(`<${member}>${id}</${member}>`)) return true;
            marker = /<Marker>([^<]+)<\/Marker>/.exec(page.text)?.[1];
        } while (marker !== undefined);
        return false;
    }
}
