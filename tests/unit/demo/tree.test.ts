import { expect } from "chai";
import { componentTree } from "../../../tools/demo/tree";

const urn = (type: string, name: string) => `urn:pulumi:sandbox::complete::${type}::${name}`;

describe("component tree of the demo", () => {
    it("draws children below their component and leaves out the stack and providers", () => {
        const stack = { urn: urn("pulumi:pulumi:Stack", "complete-sandbox"), type: "pulumi:pulumi:Stack" };
        const key = {
            urn: urn("exadata-aws-kms:index:CustomerManagedKey", "tde"),
            type: "exadata-aws-kms:index:CustomerManagedKey",
            parent: stack.urn,
        };
        const native = { urn: urn("aws:kms/key:Key", "tde"), type: "aws:kms/key:Key", parent: key.urn };
        const dynamic = {
            urn: urn("pulumi-nodejs:dynamic/exadata-aws-kms:DatabaseKey", "SALES01"),
            type: "pulumi-nodejs:dynamic/exadata-aws-kms:DatabaseKey",
            parent: stack.urn,
        };
        const provider = { urn: urn("pulumi:providers:aws", "default"), type: "pulumi:providers:aws" };
        expect(componentTree([stack, provider, key, native, dynamic])).to.deep.equal([
            "├─ CustomerManagedKey  tde",
            "│  └─ aws:kms:Key  tde",
            "└─ exadata-aws-kms:DatabaseKey  SALES01",
        ]);
    });

    it("puts steps in the order in which they need each other", () => {
        const component = (type: string) => ({
            urn: urn(`exadata-aws-kms:index:${type}`, "x"),
            type: `exadata-aws-kms:index:${type}`,
        });
        const tree = componentTree(["EncryptedDatabase", "CustomerManagedKey", "OidcProvider"].map(component));
        expect(tree).to.deep.equal(["├─ OidcProvider  x", "├─ CustomerManagedKey  x", "└─ EncryptedDatabase  x"]);
    });
});
