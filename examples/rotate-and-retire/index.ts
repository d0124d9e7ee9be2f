import * as pulumi from "@pulumi/pulumi";
import { ExadataKeyManagement } from "pulumi-exadata-aws-kms";

const config = new pulumi.Config();
const rotationTriggers = { quarter: config.require("quarter") };
const pluggableDatabases = config.requireObject<string[]>("pluggableDatabases");

const estate = new ExadataKeyManagement("prod", {
    keys: [
        {
            name: "tde",
            alias: "exadata/tde",
            retiredMasterKeyIds: config.requireObject<string[]>("retiredMasterKeyIds"),
        },
    ],
    clusters: [
        {
            name: "sales",
            vmCluster: { existing: { id: config.require("vmClusterId") } },
            databases: [
                {
                    name: config.require("databaseName"),
                    key: "tde",
                    rotationTriggers,
                    pluggableDatabases: Object.fromEntries(
                        pluggableDatabases.map((pdb) => [pdb, { rotationTriggers }]),
                    ),
                },
            ],
        },
    ],
});

export const { keyArns, databases } = estate;
