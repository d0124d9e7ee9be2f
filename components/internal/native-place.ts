import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as pulumi from "@pulumi/pulumi";

/** The AWS account of each provider. The default provider has none, so the stack stands for it. */
const accounts = new WeakMap<pulumi.Resource, pulumi.Output<string>>();

/** The AWS account in which the native children of a component are created. Asks once for each provider. */
export function nativeAccount(component: pulumi.Resource): pulumi.Output<string> {
    const provider = component.getProvider("aws:index/getCallerIdentity:getCallerIdentity");
    const key = provider ?? pulumi.runtime.getStackResource();
    const known = key === undefined ? undefined : accounts.get(key);
    if (known !== undefined) return known;
    const account = getCallerIdentityOutput({}, provider === undefined ? {} : { provider }).accountId;
    if (key !== undefined) accounts.set(key, account);
    return account;
}

/** The OCI tenancy in which the native children of a component are created, if an explicit provider names it. */
export function nativeTenancy(component: pulumi.Resource): pulumi.Output<string> | undefined {
    const provider = component.getProvider("oci:Identity/policy:Policy");
    return (provider as { tenancyOcid?: pulumi.Output<string> } | undefined)?.tenancyOcid;
}
