import {
    checkIdentityDomainUrl,
    entry,
    flag,
    formed,
    list,
    type MembersOf,
    map,
    plain,
    required,
    text,
} from "../../sdk/validation";
import type { AccountSetupStackArgs } from "../args/account-setup-stack";
import type {
    ClusterIdentityArgs,
    ClusterIdentitySettings,
    ExistingClusterIdentityArgs,
    IdentityConnectorSettings,
    NewIdentityConnectorArgs,
} from "../args/cluster-identity";
import type { IdentityDomainArgs } from "../args/identity-domain";
import type { ExistingOidcProviderArgs, OidcProviderArgs } from "../args/oidc-provider";
import {
    choice,
    clusterRef,
    ocid,
    ociTagging,
    oidcProviderArn,
    policyArn,
    roleArn,
    tags,
    triggers,
    vmClusterArn,
} from "./values";

export const identityDomain = entry<IdentityDomainArgs>("IdentityDomainArgs", {
    configure: flag(),
    refreshTriggers: triggers,
});

const domainUrl = text({
    check: checkIdentityDomainUrl,
    pattern: "^https://[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+(?::443)?/?$",
});

/** A claim of a token. The trust policy compares it exactly, so a wildcard would match no token. */
const claim = text(
    formed(/^[^*?]{1,255}$/, "the claim of a token", "give the exact value; a wildcard matches no token"),
);

export const existingOidcProvider = entry<ExistingOidcProviderArgs>("ExistingOidcProviderArgs", {
    arn: required(oidcProviderArn),
});

export const oidcProvider = entry<OidcProviderArgs>(
    "OidcProviderArgs",
    {
        issuerUrl: domainUrl,
        audiences: list(claim, { least: 1 }),
        thumbprints: list(
            text(formed(/^[0-9a-fA-F]{40}$/, "an SHA-1 thumbprint", "give its 40 hexadecimal digits, without colons")),
        ),
        tags,
        existing: existingOidcProvider,
        protect: choice,
    },
    { existing: { member: "existing", needs: ["issuerUrl"], both: ["protect"] } },
);

const named = plain(text());

export const accountSetupStack = entry<AccountSetupStackArgs>("AccountSetupStackArgs", {
    templateUrl: required(text({ empty: true }), "give output `accountSetupTemplateUrl` of IdentityDomain"),
    identityDomainUrl: required(domainUrl, "give output `url` of IdentityDomain"),
    oidcProviderArn,
    identityDomainUrlParameter: named,
    oidcProviderArnParameter: named,
    parameters: plain(map(text({ empty: true }))),
    roleArnOutput: named,
    oidcProviderArnOutput: named,
    stackName: text(
        formed(
            /^[a-zA-Z][a-zA-Z0-9-]{0,127}$/,
            "the name of a stack",
            'use at most 128 letters, digits and "-", a letter first',
        ),
    ),
    iamRoleArn: roleArn,
    tags,
    protect: choice,
});

/** How a cluster reaches AWS. An estate takes these too. */
export const identitySettings: MembersOf<ClusterIdentitySettings> = {
    audience: claim,
    subject: claim,
    roleName: text(
        formed(/^[\w+=,.@-]{1,64}$/, "the name of an IAM role", "use at most 64 letters, digits and any of _+=,.@-"),
    ),
    path: text(formed(/^\/(?:[\x21-\x7e]{1,510}\/)?$/, "an IAM path", 'begin and end it with "/", e.g. "/exadata/"')),
    permissionsBoundary: policyArn,
    existing: entry<ExistingClusterIdentityArgs>("ExistingClusterIdentityArgs", {
        roleArn: required(roleArn),
        associated: choice,
    }),
    requireAllNodes: flag(),
};

export const connectorSettings: MembersOf<IdentityConnectorSettings> = {
    connector: entry<NewIdentityConnectorArgs>("NewIdentityConnectorArgs", {
        displayName: text(),
        compartmentId: ocid("compartment"),
        oidcScope: text(),
        issuerUrl: domainUrl,
        awsLocation: text(),
        stsEndpoint: text(),
        kmsEndpoint: text(),
        ...ociTagging,
    }),
    refreshTriggers: triggers,
};

/** Either arguments that create a role, or `existing`. The arguments in `both` are allowed with either. */
export function roleOrNew(...both: readonly string[]) {
    return { existing: { member: "existing", needs: [], both: ["requireAllNodes", ...both] } };
}

const place = {
    vmClusterArn: required(vmClusterArn, "give output `arn` of VmCluster"),
    vmClusterOcid: required(ocid("cloudvmcluster"), "give output `ocid` of VmCluster"),
    compartmentId: required(ocid("compartment"), "give output `compartmentId` of VmCluster"),
    oidcProviderArn: required(oidcProviderArn, "give output `arn` of OidcProvider"),
};

export const clusterIdentity = entry<ClusterIdentityArgs>(
    "ClusterIdentityArgs",
    { cluster: clusterRef, ...place, ...identitySettings, ...connectorSettings, tags, protect: choice },
    {
        ...roleOrNew("cluster", ...Object.keys(place), ...Object.keys(connectorSettings), "protect"),
        reference: { member: "cluster", of: ["vmClusterArn", "vmClusterOcid", "compartmentId"] },
    },
);
