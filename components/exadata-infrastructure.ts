import { CloudExadataInfrastructure, getCloudExadataInfrastructureOutput } from "@pulumi/aws/odb";
import * as pulumi from "@pulumi/pulumi";
import { parseOciUrl } from "../sdk/validation";
import type { ExadataInfrastructureArgs } from "./args/exadata-infrastructure";
import { accept, assured } from "./internal/checks";
import { guarded, namedAs } from "./internal/guarded";
import { twinProblem } from "./internal/service-answers";
import { exadataInfrastructure } from "./schema/places";

/**
 * The Exadata machine that VM clusters run on, new (CreateCloudExadataInfrastructure) or existing
 * (GetCloudExadataInfrastructure). It has no preferred maintenance window. What AWS changes in place (`computeCount`,
 * `storageCount`, `displayName`) is changed in the console; the program then follows. A change of any other argument but `tags`
 * replaces the infrastructure. This is refused while databases on it use AWS KMS, whether or not it is protected.
 * @example new ExadataInfrastructure("sales", { existing: { id: "exa_4k2p0wz1ab" } })
 */
export class ExadataInfrastructure extends pulumi.ComponentResource {
    /** Id of the infrastructure. It is known only after the infrastructure is AVAILABLE. */
    public readonly infrastructureId: pulumi.Output<string>;
    /** ARN of the infrastructure in AWS. */
    public readonly arn: pulumi.Output<string>;
    /** OCID of the infrastructure in OCI. */
    public readonly ocid: pulumi.Output<string>;
    /** Link to the infrastructure in the OCI console. It contains the region and the compartment. */
    public readonly ociUrl: pulumi.Output<string>;
    /** OCI region of the infrastructure, such as `us-ashburn-1`. */
    public readonly ociRegion: pulumi.Output<string>;
    /** OCID of the infrastructure's OCI compartment. */
    public readonly compartmentId: pulumi.Output<string>;
    /** The native resource; undefined for an existing infrastructure. */
    public readonly infrastructure?: CloudExadataInfrastructure;

    constructor(name: string, args: ExadataInfrastructureArgs, opts?: pulumi.ComponentResourceOptions) {
        super("exadata-aws-kms:index:ExadataInfrastructure", name, {}, opts);
        args = accept(this, name, exadataInfrastructure, args);
        const { existing } = args;
        let found: CloudExadataInfrastructure | ReturnType<typeof getCloudExadataInfrastructureOutput>;
        if (existing) {
            found = getCloudExadataInfrastructureOutput({ id: existing.id }, { parent: this });
        } else {
            this.infrastructure = this.create(name, args);
            found = this.infrastructure;
        }
        const checked = assured(
            this,
            pulumi.all([found.id, found.arn, found.ocid, found.ociUrl, found.status]),
            ([id, , , url, status], reason) => twinProblem("Exadata infrastructure", id, status, url, reason),
            found.statusReason,
        );
        this.infrastructureId = checked.apply(([id]) => id);
        const place = checked.apply(([, , , url]) => parseOciUrl(url));
        this.arn = checked.apply(([, arn]) => arn);
        this.ocid = checked.apply(([, , ocid]) => ocid);
        this.ociUrl = checked.apply(([, , , url]) => url);
        this.ociRegion = place.apply(({ region }) => region);
        this.compartmentId = place.apply(({ compartmentId }) => compartmentId);
        this.registerOutputs({
            infrastructureId: this.infrastructureId,
            arn: this.arn,
            ocid: this.ocid,
            ociUrl: this.ociUrl,
            ociRegion: this.ociRegion,
            compartmentId: this.compartmentId,
        });
    }

    private create(name: string, args: ExadataInfrastructureArgs): CloudExadataInfrastructure {
        const replacing = {
            availabilityZoneId: args.availabilityZoneId ?? "",
            shape: args.shape ?? "",
            computeCount: args.computeCount ?? 2,
            storageCount: args.storageCount ?? 3,
            databaseServerType: args.databaseServerType,
            storageServerType: args.storageServerType,
            ...namedAs(name, "displayName", args.displayName),
        };
        const { guard, wanted } = guarded("infrastructure", name, replacing, { parent: this });
        return new CloudExadataInfrastructure(
            name,
            {
                availabilityZoneId: wanted.availabilityZoneId,
                shape: wanted.shape,
                computeCount: wanted.computeCount,
                storageCount: wanted.storageCount,
                databaseServerType: wanted.databaseServerType,
                storageServerType: wanted.storageServerType,
                displayName: wanted.displayName,
                maintenanceWindow: {
                    customActionTimeoutInMins: 15,
                    isCustomActionTimeoutEnabled: true,
                    patchingMode: "ROLLING",
                    preference: "NO_PREFERENCE",
                },
                tags: args.tags,
            },
            {
                parent: this,
                protect: args.protect ?? true,
                dependsOn: guard,
                // These change in the console, or the service chooses them. The native provider would create another
                // infrastructure. The guard compares the arguments of the program with the live values.
                ignoreChanges: [
                    "computeCount",
                    "storageCount",
                    "displayName",
                    "customerContactsToSendToOcis",
                    ...(args.databaseServerType === undefined ? ["databaseServerType"] : []),
                    ...(args.storageServerType === undefined ? ["storageServerType"] : []),
                ],
            },
        );
    }
}
