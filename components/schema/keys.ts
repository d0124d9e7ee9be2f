import {
    checkCustomKeyStoreId,
    checkDeletionWindow,
    checkRegion,
    checkRotationPeriod,
    entry,
    type Fault,
    flag,
    type Given,
    isLater,
    type MembersOf,
    map,
    memberAt,
    number,
    plain,
    type Rule,
    required,
    text,
} from "../../sdk/validation";
import type { CustomKeyStoreArgs, ExistingCustomKeyStoreArgs } from "../args/custom-key-store";
import type {
    CustomerManagedKeyArgs,
    CustomerManagedKeySettings,
    ExistingKeyArgs,
    ReplicaKeyArgs,
} from "../args/customer-managed-key";
import { policyStatements, statementRules } from "./key-statements";
import { alias, choice, description, keyArn, masterKeyIds, principalArns, roleArns, tags } from "./values";

const extended: Rule = ({ extendPolicy, removeDeadPrincipals }, at) => {
    if (removeDeadPrincipals !== true || extendPolicy === true) return [];
    return [
        {
            path: at("removeDeadPrincipals"),
            reason: "the policy of the existing key is only checked, not changed",
            remedy: "set `extendPolicy: true`, or leave this out",
        },
    ];
};

const existing = entry<ExistingKeyArgs>(
    "ExistingKeyArgs",
    { arn: keyArn, alias, extendPolicy: choice, removeDeadPrincipals: choice },
    { oneOf: ["arn", "alias"], rules: [extended] },
);

const replica = entry<ReplicaKeyArgs>("ReplicaKeyArgs", {
    description,
    enabled: flag(),
});

const customKeyStoreId = text({ check: checkCustomKeyStoreId, pattern: "^cks-[0-9a-f]{17}$" });

/** Settings of a key. An estate takes these too. */
export const keySettings: MembersOf<CustomerManagedKeySettings> = {
    alias,
    administratorRoleArns: principalArns,
    allowAdministratorsToDelete: flag(),
    retiredMasterKeyIds: masterKeyIds,
    description,
    enabled: flag(),
    multiRegion: choice,
    replicas: plain(map(replica, { keys: checkRegion })),
    customKeyStoreId,
    deletionWindowInDays: number({ least: 7, most: 30, check: checkDeletionWindow }),
    enableKeyRotation: flag(),
    rotationPeriodInDays: number({ least: 90, most: 2560, check: checkRotationPeriod }),
    tags,
    policyStatements,
    removeForeignStatements: flag(),
    existing,
};

/** KMS keeps no rotation period for key material that it does not renew. */
const renewal: Rule = ({ enableKeyRotation = false, rotationPeriodInDays }, at) => {
    if (rotationPeriodInDays === undefined || enableKeyRotation !== false) return [];
    const reason = "KMS does not renew the key material of this key";
    const remedy = "set `enableKeyRotation: true`, or leave the period out";
    return [{ path: at("rotationPeriodInDays"), reason, remedy }];
};

/** What KMS cannot do with key material in a CloudHSM cluster. */
const store: Rule = ({ customKeyStoreId: id, multiRegion, replicas, enableKeyRotation }, at) => {
    if (id === undefined) return [];
    const reason = "KMS does not support this for a key in a custom key store";
    const remedy = "leave this out, or leave out `customKeyStoreId`";
    return Object.entries({ multiRegion, replicas, enableKeyRotation }).flatMap(([member, value]) =>
        value === undefined || value === false ? [] : [{ path: at(member), reason, remedy }],
    );
};

const copies: Rule = ({ multiRegion, replicas = {} }, at, { region }) => {
    const regions = Object.keys(replicas as object);
    const faults: Fault[] = regions
        .filter((one) => one === region)
        .map((one) => ({
            path: memberAt(at("replicas"), one),
            reason: `the key itself is in ${one}`,
            remedy: "leave this replica out",
        }));
    if (multiRegion === false && regions.length > 0) {
        const reason = "a single-Region key has no replicas";
        faults.push({ path: at("replicas"), reason, remedy: "leave out `multiRegion`, or set it to true" });
    }
    return faults;
};

const retirement: Rule = ({ existing: found, retiredMasterKeyIds: retired }, at) => {
    const isEmpty = retired === undefined || (Array.isArray(retired) && retired.length === 0);
    if (found === undefined || isEmpty || isLater(found) || (found as Given).extendPolicy === true) return [];
    return [
        {
            path: at("retiredMasterKeyIds"),
            reason: "the policy of the existing key is only checked, not changed",
            remedy: "set `existing.extendPolicy: true`, or deny the versions in the program that writes the policy",
        },
    ];
};

export const keyRules: readonly Rule[] = [renewal, store, copies, retirement, ...statementRules];

export const customerManagedKey = entry<CustomerManagedKeyArgs>(
    "CustomerManagedKeyArgs",
    { ...keySettings, userRoleArns: roleArns, protect: choice },
    {
        existing: {
            member: "existing",
            needs: ["alias"],
            both: ["userRoleArns", "retiredMasterKeyIds", "policyStatements", "protect"],
        },
        rules: keyRules,
    },
);

const existingStore = entry<ExistingCustomKeyStoreArgs>("ExistingCustomKeyStoreArgs", {
    id: required(customKeyStoreId),
});

export const customKeyStore = entry<CustomKeyStoreArgs>(
    "CustomKeyStoreArgs",
    {
        storeName: text(),
        cloudHsmClusterId: text(),
        keyStorePassword: text({ secret: true }),
        trustAnchorCertificate: text(),
        existing: existingStore,
        protect: choice,
    },
    {
        existing: {
            member: "existing",
            needs: ["cloudHsmClusterId", "keyStorePassword", "trustAnchorCertificate"],
            both: ["protect"],
        },
    },
);
