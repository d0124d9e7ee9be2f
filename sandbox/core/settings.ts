/** What one sandbox pretends to be: an AWS account linked to an OCI tenancy. Every id below is made up. */
export interface SandboxSettings {
    readonly accountId: string;
    readonly awsRegion: string;
    /** Regions of AWS beside the first one in which networks, infrastructures and clusters can be made. */
    readonly otherOdbRegions: readonly string[];
    readonly ociRegion: string;
    /** The three letters that stand in OCIDs of the region. */
    readonly ociRegionKey: string;
    /** Where the tenancy takes changes of identity resources. By default it is the Region of the clusters. */
    readonly ociHome: { readonly region: string; readonly key: string };
    readonly tenancyId: string;
    /** The compartment that onboarding linked to the AWS account: clusters and connectors land here. */
    readonly compartmentId: string;
    readonly domainId: string;
    /** URL of the identity domain as OCI lists it: with a port. */
    readonly domainUrl: string;
    /** Multiplies the documented durations: 1 is the pace of the real services, 0 is as fast as possible. */
    readonly scale: number;
    /** A second account, which holds only what it shares with this one. Calls signed with its access key id are answered as that account. */
    readonly otherAccount: {
        readonly accountId: string;
        readonly accessKeyId: string;
        readonly secretAccessKey: string;
    };
    /** Whether lists of databases leave the location of their keys out, which only GetDatabase then shows. */
    readonly leanDatabaseSummaries: boolean;
    /**
     * Whether Database calls answer with `opc-work-request-id`. The native OCI provider cannot be pointed at a
     * Work Requests endpoint of one's own, so this is off unless a test wants the header.
     */
    readonly databaseWorkRequests: boolean;
}

const issuer = "https://idcs-5b0c6d1e2f3a4b5c8d9e0f1a2b3c4d5e.identity.oraclecloud.com";

export const defaultSettings: SandboxSettings = {
    accountId: "111122223333",
    awsRegion: "us-east-1",
    otherOdbRegions: [],
    ociRegion: "us-ashburn-1",
    ociRegionKey: "iad",
    ociHome: { region: "us-ashburn-1", key: "iad" },
    tenancyId: "ocid1.tenancy.oc1..aaaasandboxtenancy",
    compartmentId: "ocid1.compartment.oc1..aaaasandboxmulticloudlink",
    domainId: "ocid1.domain.oc1..aaaasandboxdomain",
    domainUrl: `${issuer}:443`,
    scale: 0,
    otherAccount: {
        accountId: "444455556666",
        accessKeyId: "AKIASANDBOXSANDBOX02",
        secretAccessKey: "sandbox",
    },
    leanDatabaseSummaries: false,
    databaseWorkRequests: false,
};

/** The issuer of tokens: the domain's URL without port and trailing slash. */
export function issuerOf(domainUrl: string): string {
    return domainUrl.replace(/\/+$/, "").replace(/:443$/, "");
}
