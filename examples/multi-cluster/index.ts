import * as pulumi from "@pulumi/pulumi";
import { ExadataKeyManagement, readEstate } from "pulumi-exadata-aws-kms";

const estate = new ExadataKeyManagement("fleet", readEstate(new pulumi.Config()));

export const { keyArns, roleArns, databases } = estate;
