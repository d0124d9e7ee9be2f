import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { aws } from "../../../sandbox/providers/aws/provider";
import type { ResourceSpec } from "../../../sandbox/providers/host/spec";
import { oci } from "../../../sandbox/providers/oci/provider";
import { random } from "../../../sandbox/providers/random/provider";

/** Inputs whose change makes a new resource, as the wrapped providers' schemas have them. */
const replacing: Record<string, string[]> = {
    "aws:iam/openIdConnectProvider:OpenIdConnectProvider": ["url"],
    "aws:iam/role:Role": ["name", "namePrefix", "path"],
    "aws:iam/rolePolicy:RolePolicy": ["name", "namePrefix", "role"],
    "aws:kms/alias:Alias": ["name", "namePrefix", "region"],
    "aws:kms/key:Key": ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "region", "xksKeyId"],
    "aws:kms/keyPolicy:KeyPolicy": ["keyId", "region"],
    "aws:kms/replicaKey:ReplicaKey": ["primaryKeyArn", "region"],
    "aws:odb/cloudExadataInfrastructure:CloudExadataInfrastructure": [
        "availabilityZone",
        "availabilityZoneId",
        "computeCount",
        "customerContactsToSendToOcis",
        "databaseServerType",
        "displayName",
        "region",
        "shape",
        "storageCount",
        "storageServerType",
    ],
    "aws:odb/iamRoleAssociation:IamRoleAssociation": ["awsIntegration", "iamRoleArn", "region", "resourceArn"],
    "aws:odb/network:Network": [
        "availabilityZone",
        "availabilityZoneId",
        "backupSubnetCidr",
        "clientSubnetCidr",
        "customDomainName",
        "defaultDnsPrefix",
        "displayName",
        "region",
    ],
};

/** The SDK's declaration of the class that a type token names. */
function declaration(token: string): string {
    const [packageName = "", path = "", className = ""] = token.split(":");
    const root = dirname(require.resolve(`@pulumi/${packageName}/package.json`));
    const file = path.replace(/^index\//, "").replace(/^[A-Z][a-z]+\//, (folder) => folder.toLowerCase());
    const text = readFileSync(join(root, `${file}.d.ts`), "utf8");
    expect(text, token).to.contain(`class ${className} `);
    return text;
}

function withoutComments(text: string): string {
    return text.replace(/\/\*\*[\s\S]*?\*\//g, "");
}

function block(text: string, start: RegExp): string {
    const from = text.search(start);
    return text.slice(from, text.indexOf("\n}", from));
}

/** Names of the arguments, and which are required. */
function argumentsOf(text: string): Map<string, boolean> {
    const body = block(withoutComments(text), /export interface \w+Args \{/);
    return new Map([...body.matchAll(/^ {4}(\w+)(\??):/gm)].map(([, name = "", optional]) => [name, optional === ""]));
}

function outputsOf(text: string): string[] {
    const body = block(withoutComments(text), /export declare class/);
    return [...body.matchAll(/^ {4}readonly (\w+):/gm)].map(([, name = ""]) => name);
}

/** Arguments of an OCI resource that its documentation calls updatable. */
function updatable(text: string): Set<string> {
    const body = block(text, /export interface \w+Args \{/);
    const documented = body.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s+(\w+)\??:/g);
    return new Set(
        [...documented].filter(([, comment]) => comment?.includes("(Updatable)")).map(([, , name = ""]) => name),
    );
}

interface Listed {
    token: string;
    spec: Pick<ResourceSpec<never>, "inputs" | "outputs">;
}

const listed: Listed[] = [aws, oci, random].flatMap(({ resources }) =>
    Object.entries(resources).map(([token, spec]) => ({ token, spec })),
);

describe("the specs of the stand-in plugins", () => {
    for (const { token, spec } of listed) {
        it(`have the arguments and outputs of ${token}`, () => {
            const text = declaration(token);
            const args = argumentsOf(text);
            expect(Object.keys(spec.inputs)).to.have.members([...args.keys()]);
            for (const [name, required] of args) {
                expect(spec.inputs[name]?.required ?? false, `${name} required`).to.equal(required);
            }
            const outputs = outputsOf(text).filter((name) => !args.has(name) && name !== "bcryptHash");
            expect(spec.outputs).to.have.members(outputs);
        });
    }

    for (const [token, names] of Object.entries(replacing)) {
        it(`replace ${token} for what its provider replaces it for`, () => {
            const inputs = Object.entries(aws.resources[token]?.inputs ?? {});
            expect(inputs.filter(([, input]) => input.replace).map(([name]) => name)).to.have.members(names);
        });
    }

    it("replace a VM cluster for everything but tags and timeouts", () => {
        const inputs = Object.entries(aws.resources["aws:odb/cloudVmCluster:CloudVmCluster"]?.inputs ?? {});
        const kept = inputs.filter(([, input]) => !input.replace).map(([name]) => name);
        expect(kept).to.have.members(["tags", "timeouts"]);
    });

    for (const [token, spec] of Object.entries(oci.resources).filter(([name]) => !name.includes("DbHome"))) {
        it(`replace ${token} exactly for what is not documented as updatable`, () => {
            const text = declaration(token);
            // Replication is asked for by changing these two, which the documentation does not call updatable.
            const free = new Set([...updatable(text), "action", "targetRegion"]);
            for (const [name, input] of Object.entries(spec.inputs)) {
                expect(input.replace ?? false, name).to.equal(!free.has(name));
            }
        });
    }

    it("replace a random value for any change", () => {
        for (const { inputs } of Object.values(random.resources)) {
            expect(Object.values(inputs).every(({ replace }) => replace)).to.equal(true);
        }
    });
});
