import { type Fault, quote } from "./faults";
import { checkText } from "./text";

interface ArnForm {
    what: string;
    form: RegExp;
    example: string;
}

const partition = "arn:aws(?:-[a-z]+)*";
const region = "[a-z]+(?:-[a-z]+)+-\\d";

const forms = {
    role: {
        what: "the ARN of an IAM role",
        form: new RegExp(`^${partition}:iam::\\d{12}:role/(?:[\\x21-\\x7e]+/)?[\\w+=,.@-]{1,64}$`),
        example: "arn:aws:iam::111122223333:role/exadata-sales",
    },
    principal: {
        what: "the ARN of an IAM role or user",
        form: new RegExp(`^${partition}:iam::\\d{12}:(?:role|user)/(?:[\\x21-\\x7e]+/)?[\\w+=,.@-]{1,64}$`),
        example: "arn:aws:iam::111122223333:role/KeyAdministrators",
    },
    key: {
        what: "the ARN of a KMS key",
        form: new RegExp(
            `^${partition}:kms:${region}:\\d{12}:key/(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$`,
        ),
        example: "arn:aws:kms:us-east-1:111122223333:key/7139075d-a006-4302-92d5-48ecca31d48e",
    },
    alias: {
        what: "the ARN of a KMS alias",
        form: new RegExp(`^${partition}:kms:${region}:\\d{12}:alias/[\\w/-]{1,256}$`),
        example: "arn:aws:kms:us-east-1:111122223333:alias/exadata/tde",
    },
    oidcProvider: {
        what: "the ARN of an IAM OIDC provider",
        form: new RegExp(`^${partition}:iam::\\d{12}:oidc-provider/[\\w.-]+(?:/[\\w./-]+)?$`),
        example: "arn:aws:iam::111122223333:oidc-provider/idcs-5b0c….identity.oraclecloud.com",
    },
    vmCluster: {
        what: "the ARN of an Exadata VM cluster",
        form: new RegExp(`^${partition}:odb:${region}:\\d{12}:cloud-vm-cluster/[a-zA-Z0-9_~.-]{6,64}$`),
        example: "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab",
    },
    policy: {
        what: "the ARN of an IAM policy",
        form: new RegExp(`^${partition}:iam::(?:\\d{12}|aws):policy/(?:[\\x21-\\x7e]+/)?[\\w+=,.@-]{1,128}$`),
        example: "arn:aws:iam::111122223333:policy/boundary",
    },
} satisfies Record<string, ArnForm>;

/** The form of each kind of ARN, for callers that only compare. */
export const arnPatterns = Object.fromEntries(
    Object.entries(forms).map(([kind, { form }]) => [kind, form.source]),
) as Readonly<Record<keyof typeof forms, string>>;

export const checkRoleArn = arnCheck(forms.role);
export const checkPrincipalArn = arnCheck(forms.principal);
/** Single-Region keys, and multi-Region keys, whose ids begin with `mrk-`. */
export const checkKeyArn = arnCheck(forms.key);
export const checkAliasArn = arnCheck(forms.alias);
export const checkOidcProviderArn = arnCheck(forms.oidcProvider);
export const checkVmClusterArn = arnCheck(forms.vmCluster);
export const checkPolicyArn = arnCheck(forms.policy);

/** A Region by its code. */
export function checkRegion(path: string, value: unknown): Fault[] {
    return checkText(path, value, (text) =>
        new RegExp(`^${region}$`).test(text)
            ? undefined
            : { reason: `${quote(text)} is not an AWS Region`, remedy: 'give its code, e.g. "us-east-1"' },
    );
}

/** The Region that an ARN names, if it names one. */
export function regionOfArn(arn: string): string | undefined {
    return arn.split(":")[3] || undefined;
}

/** The id of a resource of Oracle Database\@AWS that is given as id or as ARN. */
export function plainId(idOrArn: string): string {
    return idOrArn.startsWith("arn:") ? idOrArn.slice(idOrArn.lastIndexOf("/") + 1) : idOrArn;
}

/**
 * A database reaches KMS only in the Region of its VM cluster, so a key in another Region can never work. For a multi-Region key,
 * the replica in the cluster's Region works.
 */
export function checkKeyRegion(path: string, keyArn: unknown, clusterRegion: string): Fault[] {
    return checkText(path, keyArn, (arn) => {
        const keyRegion = regionOfArn(arn);
        if (keyRegion === undefined || keyRegion === clusterRegion) return undefined;
        return {
            reason: `the key is in ${keyRegion}, the VM cluster in ${clusterRegion}`,
            remedy: arn.includes(":key/mrk-")
                ? `give the ARN of the key's replica in ${clusterRegion}`
                : `use a key in ${clusterRegion}`,
        };
    });
}

/** IAM finds the provider of a token by its name. A provider for another issuer accepts no token of the identity domain. */
export function checkOidcProviderIssuer(path: string, providerArn: unknown, issuerName: string): Fault[] {
    return checkText(path, providerArn, (arn) => {
        const name = arn.match(/:oidc-provider\/(.+)$/)?.[1];
        if (name === undefined || name === issuerName) return undefined;
        return {
            reason: `the provider is for ${quote(name)}, but the identity domain is ${quote(issuerName)}`,
            remedy: "give the provider of this identity domain",
        };
    });
}

function arnCheck({ what, form, example }: ArnForm): (path: string, value: unknown) => Fault[] {
    return (path, value) =>
        checkText(path, value, (arn) =>
            form.test(arn)
                ? undefined
                : { reason: `${quote(arn)} is not ${what}`, remedy: `give it as ${quote(example)}` },
        );
}
