import { IAMClient, UpdateAssumeRolePolicyCommand } from "@aws-sdk/client-iam";
import { GetKeyPolicyCommand, KMSClient, PutKeyPolicyCommand } from "@aws-sdk/client-kms";
import { expect } from "chai";
import type { Subject } from "../../../sdk/chain/link";
import { subjectOf } from "../../../sdk/chain/subjects";
import { firstBroken, told } from "../../../sdk/chain/walk";
import { useConfig } from "../../../sdk/clouds/core/settings";
import { policyText, trustPolicy } from "../../../sdk/policies";
import { provider as keyStore } from "../../../sdk/resources/cluster-key-store-registration/operations";
import { provider as databaseKey } from "../../../sdk/resources/database-key/operations";
import { provider as gate } from "../../../sdk/resources/identity-connector-gate/operations";
import { type Lab, openLab } from "../sdk/lab";

/** What the walk has to say of a damage: the first link that is broken, with its evidence and remedy. */
export interface Break {
    readonly link: string;
    readonly words: string | RegExp;
    /** Does the damage, and gives what undoes it. */
    damage(): Promise<() => unknown> | (() => unknown);
}

interface KeyStatement {
    readonly Sid?: string;
}

/** A database in use, with all that it needs, and hands to damage it with. */
export class Estate {
    readonly roleName = "sales-tde";
    readonly providerArn: string;

    private constructor(
        readonly lab: Lab,
        readonly subject: Subject,
        readonly iam: IAMClient,
        readonly kms: KMSClient,
    ) {
        const host = lab.sandbox.world.settings.domainUrl.replace("https://", "").replace(":443", "");
        this.providerArn = `arn:aws:iam::111122223333:oidc-provider/${host}`;
    }

    static async open(): Promise<Estate> {
        const lab = await openLab();
        await lab.associate();
        const { clusterOcid: vmClusterOcid, compartmentId, roleArn, vmClusterArn } = lab;
        const { outs } = await gate.create({ vmClusterArn, vmClusterOcid, compartmentId, roleArn });
        const connectorId = String(outs.connectorId);
        const registeredKeyId = await lab.registerKey(connectorId);
        lab.allowReading();
        await keyStore.create({ vmClusterOcid, connectorId });
        await databaseKey.create({ vmClusterOcid, databaseName: "SALES01", registeredKeyId });
        const client = { endpoint: lab.sandbox.awsEndpoint, region: "us-east-1" };
        forgetAnswers(lab);
        const databases = [{ id: lab.databaseOcid, name: "SALES01" }];
        const subject = await subjectOf({ vmClusterOcid, region: "us-east-1", registeredKeyId, databases });
        return new Estate(lab, subject, new IAMClient(client), new KMSClient(client));
    }

    async close(): Promise<void> {
        this.iam.destroy();
        this.kms.destroy();
        await this.lab.close();
    }

    get keyArn(): string {
        return this.subject.keyArn!;
    }

    get cluster() {
        return this.lab.sandbox.world.clusters.get("vmc_sales00001")!;
    }

    get network() {
        return this.lab.sandbox.world.networks.get("odbnet_sales00001")!;
    }

    get connector() {
        return [...this.lab.sandbox.world.connectors.values()][0]!.value;
    }

    get registeredKey() {
        return this.lab.sandbox.world.awsKeys.get(this.subject.registeredKeyId!)!.value;
    }

    forget(): void {
        forgetAnswers(this.lab);
    }

    /** The identity of the cluster as a program wants it, but for these changes. */
    identity(changes: object = {}) {
        return {
            vmClusterOcid: this.lab.clusterOcid,
            vmClusterArn: this.lab.vmClusterArn,
            oidcProviderArn: this.providerArn,
            audience: "DBMC/",
            subject: this.lab.clusterOcid,
            ...changes,
        };
    }

    /** Writes the trust policy of the role anew, as the package makes it but for these changes. */
    trust(changes: object) {
        const issuerUrl = `https://${this.providerArn.split("/")[1]}`;
        const document = {
            oidcProviderArn: this.providerArn,
            issuerUrl,
            subject: this.lab.clusterOcid,
            ...changes,
        };
        const PolicyDocument = policyText(trustPolicy(document));
        return this.iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: this.roleName, PolicyDocument }));
    }

    async editKeyPolicy(edit: (all: KeyStatement[]) => object[]): Promise<() => unknown> {
        const key = { KeyId: this.keyArn, PolicyName: "default" };
        const { Policy = "" } = await this.kms.send(new GetKeyPolicyCommand(key));
        const document = JSON.parse(Policy) as { Version: string; Statement: KeyStatement[] };
        const put = (Statement: object[]) =>
            this.kms.send(new PutKeyPolicyCommand({ ...key, Policy: JSON.stringify({ ...document, Statement }) }));
        await put(edit(document.Statement));
        return () => put(document.Statement);
    }

    /** Walks, undoes the damage, and walks again. */
    async expectBreak({ link, words, damage }: Break): Promise<void> {
        const undo = await damage();
        this.forget();
        const found = await firstBroken(this.subject);
        await undo();
        const said = found && told(found);
        expect(found?.link, said).to.equal(link);
        expect(found?.finding.state, said).to.equal("broken");
        expect(said).to.match(typeof words === "string" ? new RegExp(escaped(words)) : words);
        this.forget();
        const still = await firstBroken(this.subject);
        expect(still && told(still), "after the repair").to.equal(undefined);
    }
}

/** Sets members of something that the sandbox holds. @returns what sets them back */
export function set<T extends object>(thing: T, changes: Partial<T>): () => unknown {
    const before = { ...thing };
    Object.assign(thing, changes);
    return () => {
        for (const name of Object.keys(changes)) if (!(name in before)) delete thing[name as keyof T];
        Object.assign(thing, before);
    };
}

/** Takes everything out of a map of the sandbox. @returns what puts it back */
export function emptied<T>(things: Map<string, T>): () => unknown {
    const all = [...things];
    things.clear();
    return () => {
        for (const [id, thing] of all) things.set(id, thing);
    };
}

/** Answers are shared for some seconds; a change of settings ends that. */
function forgetAnswers(lab: Lab): void {
    useConfig({ get: (key) => lab.sandbox.pulumiConfig[key] });
}

function escaped(text: string): string {
    return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
