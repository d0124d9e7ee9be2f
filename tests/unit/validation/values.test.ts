import { expect } from "chai";
import {
    checkAlias,
    checkAliasArn,
    checkBackupSubnet,
    checkClientSubnet,
    checkCustomKeyStoreId,
    checkDatabaseName,
    checkDatabaseVersion,
    checkDeletionWindow,
    checkDescription,
    checkIdentityDomainUrl,
    checkKeyArn,
    checkKeyPolicySize,
    checkMasterKeyId,
    checkNetworkId,
    checkNoSpecial,
    checkOcid,
    checkOidcProviderArn,
    checkPluggableDatabase,
    checkPolicyArn,
    checkPrincipalArn,
    checkRegion,
    checkRoleArn,
    checkTags,
    checkVmClusterArn,
    checkVmClusterId,
    type Fault,
} from "../../../sdk/validation";

interface Table {
    check: (path: string, value: unknown) => Fault[];
    good: unknown[];
    /** Each bad value with words that the reason, or the remedy, has to have for a reader to find the mistake. */
    bad: [value: unknown, reason: RegExp, remedy?: RegExp][];
}

const key = "7139075d-a006-4302-92d5-48ecca31d48e";
const clusterOcid = "ocid1.cloudvmcluster.oc1.iad.anuwcljt7t3wyuqasales00001";

const tables: Record<string, Table> = {
    "alias of a key": {
        check: checkAlias,
        good: ["tde", "exadata/tde", "alias/exadata/tde", "Prod_1/sales-tde", "awsome", "a".repeat(250)],
        bad: [
            ["", /empty/],
            ["aws/tde", /"aws\/tde" starts with the reserved prefix "aws\/"/, /"exadata\/tde"/],
            ["aws/", /reserved prefix/, /"exadata\/tde"/],
            ["alias/", /empty/],
            ["alias/aws/tde", /reserved prefix "aws\/"/],
            ["alias/exadata:tde", /contains ":"/],
            ["exadata tde", /contains " "/, /letters, digits/],
            ["exadata:tde", /contains ":"/],
            ["schlüssel", /contains "ü"/],
            ["tde\n", /contains "\\n"/],
            ["a".repeat(251), /251 characters/, /at most 250/],
            [42, /42 is a number, not text/],
        ],
    },
    "description of a key": {
        check: checkDescription,
        good: ["", "TDE master keys of SALES01 – do not delete"],
        bad: [["x".repeat(8193), /8193 characters/]],
    },
    "deletion window": {
        check: checkDeletionWindow,
        good: [7, 30],
        bad: [
            [6, /6 days/, /7 to 30/],
            [31, /31 days/],
            [7.5, /not a whole number/],
            ["30", /"30" is not a whole number/],
        ],
    },
    MKID: {
        check: checkMasterKeyId,
        good: ["ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9"],
        bad: [
            ["06AE5EFB528D9D4F21BFEDA63C6C8738D9", /not the MKID/, /ORACLE\.TDE\.HSM\.MK\./],
            ["ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D", /not the MKID/],
            ["ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738DZ", /not the MKID/],
            ["ORACLE.TDE.HSM.MK.", /not the MKID/],
            [
                "oracle.tde.hsm.mk.06ae5efb528d9d4f21bfeda63c6c8738d9",
                /match no key version/,
                /"ORACLE\.TDE\.HSM\.MK\.06AE5EFB528D9D4F21BFEDA63C6C8738D9"/,
            ],
            [" ORACLE.TDE.HSM.MK.06AE5EFB528D9D4F21BFEDA63C6C8738D9", /match no key version/],
            ["AVh4Q1Y0ek/Tv1k7aZ8xW3AAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", /not the MKID/, /getHSMKeys/],
            ["*", /not the MKID/],
        ],
    },
    "key policy": {
        check: checkKeyPolicySize,
        good: ["{}", "x".repeat(32768)],
        bad: [["é".repeat(16385), /32770 bytes/]],
    },
    "custom key store": {
        check: checkCustomKeyStoreId,
        good: ["cks-1234567890abcdef0"],
        bad: [["cluster-1234567890a", /not the id of a custom key store/]],
    },
    "ARN of a role": {
        check: checkRoleArn,
        good: [
            "arn:aws:iam::111122223333:role/OracleDatabaseKMS",
            "arn:aws:iam::111122223333:role/exadata/prod/sales.tde@x",
            "arn:aws-us-gov:iam::111122223333:role/sales",
            "arn:aws-cn:iam::111122223333:role/sales",
        ],
        bad: [
            ["OracleDatabaseKMS", /"OracleDatabaseKMS" is not the ARN of an IAM role/, /arn:aws:iam::/],
            ["arn:aws:iam::111122223333:user/alice", /not the ARN of an IAM role/],
            ["arn:aws:sts::111122223333:assumed-role/sales/node1", /not the ARN of an IAM role/],
            ["arn:aws:iam::1111:role/sales", /not the ARN/],
            ["arn:aws:iam::111122223333:role/", /not the ARN/],
        ],
    },
    "ARN of an administrator": {
        check: checkPrincipalArn,
        good: [
            "arn:aws:iam::111122223333:user/alice",
            "arn:aws:iam::111122223333:user/dba/alice@example.com",
            "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_KeyAdmins_0a1b2c3d4e5f6071",
            "arn:aws-cn:iam::111122223333:role/KeyAdministrators",
        ],
        bad: [
            ["arn:aws:iam::111122223333:group/dba", /not the ARN of an IAM role or user/],
            ["arn:aws:iam::111122223333:root", /not the ARN of an IAM role or user/],
            ["arn:aws:sts::111122223333:assumed-role/sales/node1", /not the ARN of an IAM role or user/],
        ],
    },
    "name of a new pluggable database": {
        check: checkNoSpecial,
        good: ["HRPDB", "HR_PDB1"],
        bad: [
            ["HR$PDB", /a character that OCI does not take in a new name/],
            ["HR#PDB", /a character that OCI does not take in a new name/],
        ],
    },
    "ARN of a key": {
        check: checkKeyArn,
        good: [
            `arn:aws:kms:us-east-1:111122223333:key/${key}`,
            "arn:aws:kms:eu-central-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab",
            `arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/${key}`,
            `arn:aws-cn:kms:cn-north-1:111122223333:key/${key}`,
        ],
        bad: [
            [key, /not the ARN of a KMS key/],
            ["arn:aws:kms:us-east-1:111122223333:alias/exadata/tde", /not the ARN of a KMS key/],
            [`arn:aws:kms:us-east-1:111122223333:key/mrk-${key}`, /not the ARN/],
            [`arn:aws:kms::111122223333:key/${key}`, /not the ARN/],
        ],
    },
    "ARN of an alias": {
        check: checkAliasArn,
        good: ["arn:aws:kms:us-east-1:111122223333:alias/exadata/tde"],
        bad: [[`arn:aws:kms:us-east-1:111122223333:key/${key}`, /not the ARN of a KMS alias/]],
    },
    "ARN of an OIDC provider": {
        check: checkOidcProviderArn,
        good: [
            "arn:aws:iam::111122223333:oidc-provider/idcs-5b0c6d1e2f3a4b5c8d9e0f1a2b3c4d5e.identity.oraclecloud.com",
            "arn:aws:iam::111122223333:oidc-provider/login.example.com/oracle",
        ],
        bad: [
            ["https://idcs-5b0c.identity.oraclecloud.com", /not the ARN of an IAM OIDC provider/],
            ["arn:aws:iam::111122223333:saml-provider/oracle", /not the ARN/],
        ],
    },
    "ARN of a VM cluster": {
        check: checkVmClusterArn,
        good: ["arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab"],
        bad: [
            ["vmc_4k2p0wz1ab", /not the ARN of an Exadata VM cluster/],
            ["arn:aws:odb:us-east-1:111122223333:odb-network/odbnet_sales00001", /not the ARN/],
        ],
    },
    Region: {
        check: checkRegion,
        good: ["us-east-1", "ap-southeast-2", "us-gov-west-1"],
        bad: [["us-ashburn", /not an AWS Region/, /us-east-1/]],
    },
    "OCID of a VM cluster": {
        check: (path, value) => checkOcid(path, value, "cloudvmcluster"),
        good: [clusterOcid, "ocid1.cloudvmcluster.oc1.us-sanjose-1.anzwuljrabc", "ocid1.cloudvmcluster.oc8.uk-x.a.b"],
        bad: [
            ["vmc_4k2p0wz1ab", /not an OCID/, /"ocid1\.cloudvmcluster\.oc1\.iad\.…"/],
            ["ocid1.database.oc1.iad.abc", /is the OCID of a database/, /that of a VM cluster/],
            ["ocid1.vault.oc1.iad.abc", /is the OCID of a vault/],
        ],
    },
    "OCID of a compartment": {
        check: (path, value) => checkOcid(path, value, "compartment"),
        good: ["ocid1.compartment.oc1..aaaaaaaa7q", "ocid1.tenancy.oc1..aaaaaaaaroot"],
        bad: [[clusterOcid, /is the OCID of a VM cluster/, /that of a compartment/]],
    },
    "name of a database": {
        check: checkDatabaseName,
        good: ["SALES01", "crm", "A", "PRODCDB1"],
        bad: [
            ["SALES_PROD", /"SALES_PROD" is not a database name/, /at most 8/],
            ["PRODCDB12", /not a database name/],
            ["1SALES", /not a database name/, /starting with a letter/],
            ["", /not a database name/],
        ],
    },
    "pluggable database": {
        check: checkPluggableDatabase,
        good: ["HRPDB", "crm_pdb_2", "HR$PDB#1", "ocid1.pluggabledatabase.oc1.iad.anuwcljthrpdb"],
        bad: [
            ["HR-PDB", /not the name of a pluggable database/],
            ["P".repeat(31), /not the name/, /at most 30/],
            [
                "CDB$ROOT",
                /belongs to every container database/,
                /a rotation of the container database rotates the root/,
            ],
            ["pdb$seed", /belongs to every container database/],
            ["ocid1.database.oc1.iad.abc", /is the OCID of a database/],
        ],
    },
    "id of a VM cluster": {
        check: checkVmClusterId,
        good: ["vmc_4k2p0w", "vmc_sales00001"],
        bad: [
            [clusterOcid, /not the id of a VM cluster in AWS/],
            [
                "arn:aws:odb:us-east-1:111122223333:cloud-vm-cluster/vmc_4k2p0wz1ab",
                /not the id of a VM cluster/,
                /give it as "vmc_4k2p0wz1ab"/,
            ],
        ],
    },
    "id of a network": {
        check: checkNetworkId,
        good: ["odbnet_4k2p0w", "arn:aws:odb:us-east-1:111122223333:odb-network/odbnet_4k2p0w"],
        bad: [
            ["net", /not the id of an ODB network/],
            ["arn:aws:odb:us-east-1:111122223333:cloud-exadata-infrastructure/exa_4k2p0w", /not the id/],
        ],
    },
    "client subnet": {
        check: checkClientSubnet,
        good: ["10.33.1.0/24", "172.31.0.0/16", "192.168.1.32/27", "100.64.0.0/20"],
        bad: [
            ["10.33.1.0", /not an IPv4 range/, /10\.33\.1\.0\/24/],
            ["10.33.1.7/24", /not an IPv4 range/, /first address/],
            ["10.33.1.0/33", /not an IPv4 range/],
            ["fd00::/64", /not an IPv4 range/],
            ["172.32.0.0/16", /not private/],
            ["8.8.8.0/24", /not private/, /10\.0\.0\.0\/8/],
            ["10.0.0.0/15", /is \/15/, /\/16 to \/27/],
            ["10.0.0.0/28", /is \/28/],
            ["100.106.3.0/24", /100\.106\.0\.0\/16, which OCI reserves/],
        ],
    },
    "backup subnet": { check: checkBackupSubnet, good: ["10.33.1.0/28"], bad: [["10.33.1.0/29", /is \/29/]] },
    "version of a database": {
        check: checkDatabaseVersion,
        good: ["19.0.0.0", "19.24.0.0", "23.5.0.24.07"],
        bad: [
            ["19c", /not a version/, /"19\.0\.0\.0"/],
            ["11.2", /not a version/],
            ["12.2.0.1", /older than 19c/],
        ],
    },
    "ARN of a policy": {
        check: checkPolicyArn,
        good: ["arn:aws:iam::111122223333:policy/boundary", "arn:aws:iam::aws:policy/ReadOnlyAccess"],
        bad: [["arn:aws:iam::111122223333:role/boundary", /not the ARN of an IAM policy/]],
    },
    "URL of an identity domain": {
        check: checkIdentityDomainUrl,
        good: [
            "https://idcs-5b0c6d1e2f3a4b5c8d9e0f1a2b3c4d5e.identity.oraclecloud.com",
            "https://idcs-5b0c6d1e.identity.oraclecloud.com:443",
            "https://idcs-5b0c6d1e.us-ashburn-idcs-1.identity.us-ashburn-1.oci.oraclecloud.com/",
        ],
        bad: [
            ["idcs-5b0c6d1e.identity.oraclecloud.com", /not the URL of an identity domain/, /https:/],
            ["http://idcs-5b0c6d1e.identity.oraclecloud.com", /not the URL/],
            ["https://idcs-5b0c6d1e.identity.oraclecloud.com/ui/v1/signin", /not the URL/, /without path/],
        ],
    },
    tags: {
        check: checkTags,
        good: [{}, { "cost-center": "4711", Owner: "Größe + Söhne", stage: Promise.resolve("prod") }],
        bad: [
            [{ "aws:createdBy": "me" }, /reserved/],
            [{ ["k".repeat(129)]: "" }, /129 characters/],
            [{ owner: "v".repeat(257) }, /257 characters/],
            [{ owner: "a&b" }, /does not accept/],
            [Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`k${index}`, ""])), /51 tags/],
        ],
    },
};

for (const [subject, { check, good, bad }] of Object.entries(tables)) {
    describe(`check of the ${subject}`, () => {
        for (const value of good) {
            it(`accepts ${shown(value)}`, () => {
                expect(check("args.value", value)).to.deep.equal([]);
            });
        }
        for (const [value, reason, remedy] of bad) {
            it(`refuses ${shown(value)}`, () => {
                const faults = check("args.value", value);
                expect(faults).to.have.lengthOf(1);
                expect(faults[0]!.path).to.match(/^args\.value/);
                expect(faults[0]!.reason).to.match(reason);
                expect(faults[0]!.remedy).to.match(remedy ?? /./);
                expect(faults[0]!.reason.length).to.be.below(250);
            });
        }
        it("waits with what is absent or known only later", () => {
            for (const later of [undefined, Promise.resolve("x")]) expect(check("value", later)).to.deep.equal([]);
        });
    });
}

function shown(value: unknown): string {
    const text = JSON.stringify(value);
    return text.length > 70 ? `${text.slice(0, 60)}… (${text.length} characters)` : text;
}
