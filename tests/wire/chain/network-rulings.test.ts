import { expect } from "chai";
import { Estate, set } from "./estate";
import { allow, crypto, document, type Ruling, readable, ruled, silence } from "./ruled";

describe("a change of a network is judged by what it takes from databases that are open", function () {
    this.timeout(120_000);
    let estate: Estate;

    before(async () => {
        estate = await Estate.open();
    });
    after(() => estate.close());
    beforeEach(() => estate.forget());

    const id = { networkId: "odbnet_sales00001" };

    const networks: readonly (readonly [string, readonly object[], readonly (readonly [object, Ruling])[]])[] = [
        [
            "lets all but looking through",
            [allow({ Action: crypto })],
            [
                [{ kmsPolicyDocument: document(allow({ Resource: "arn:aws:kms:*:*:key/x" })) }, "refuse"],
                [{ kmsPolicyDocument: document(allow({ Action: "kms:DescribeKey" })) }, "refuse"],
                [{ kmsPolicyDocument: document(allow({ Action: "kms:Encrypt" })) }, "refuse"],
                [{ kmsAccess: "DISABLED" }, "refuse"],
                [{ kmsPolicyDocument: document(allow({ Action: "kms:*crypt" })) }, "warn"],
                [{ kmsPolicyDocument: document(allow()) }, "pass"],
            ],
        ],
        [
            "lets the role look, and everybody else do the rest",
            [allow({ Principal: { AWS: "ROLE" }, Action: "kms:DescribeKey" }), allow({ Action: crypto })],
            [
                [
                    {
                        kmsPolicyDocument: document(
                            allow({ Principal: { AWS: "ROLE" }, Action: "kms:DescribeKey" }),
                            allow({
                                Action: crypto,
                                Condition: { StringEquals: { "aws:ResourceAccount": "999999999999" } },
                            }),
                        ),
                    },
                    "refuse",
                ],
                [
                    {
                        kmsPolicyDocument: document(
                            allow({ Principal: { AWS: "ROLE" }, Action: "kms:Describe*" }),
                            allow({ Action: "kms:*crypt" }),
                        ),
                    },
                    "pass",
                ],
            ],
        ],
        [
            "lets this role and another through",
            [allow({ Principal: { AWS: "ROLE" } }), allow({ Principal: { AWS: "arn:aws:iam::111122223333:role/o" } })],
            [
                [
                    { kmsPolicyDocument: document(allow({ Principal: { AWS: "arn:aws:iam::111122223333:role/o" } })) },
                    "refuse",
                ],
                [
                    {
                        kmsPolicyDocument: document(
                            allow({ Principal: { AWS: ["arn:aws:iam::111122223333:role/o", "ROLE"] } }),
                        ),
                    },
                    "pass",
                ],
                [{ kmsAccess: "DISABLED" }, "refuse"],
                [{ kmsPolicyDocument: document(allow()) }, "pass"],
            ],
        ],
    ];
    for (const [title, statements, changes] of networks) {
        it(`a network that ${title}`, async () => {
            const filled = <T>(value: T) =>
                JSON.parse(JSON.stringify(value).replaceAll("ROLE", estate.lab.roleArn)) as T;
            const undo = set(estate.network, { kmsPolicyDocument: document(...filled(statements)) });
            const open = await readable(estate);
            const rulings: Ruling[] = [];
            for (const [change] of changes)
                rulings.push(await ruled(estate, "network", id, { ...id, ...filled(change) }));
            undo();
            expect(open).to.equal(true);
            expect(rulings).to.deep.equal(changes.map(([, ruling]) => ruling));
        });
    }

    it("a network through which nothing goes already is closed with a warning, and mended where nobody can be asked", async () => {
        const elsewhere = document(allow({ Resource: `${estate.keyArn.slice(0, -4)}0000` }));
        const undo = set(estate.network, { kmsPolicyDocument: elsewhere });
        const off = await ruled(estate, "network", id, { ...id, kmsAccess: "DISABLED" });
        const speak = silence(estate, ["ListDbHomes", "ListDatabases"]);
        const mended = await ruled(estate, "network", id, { ...id, kmsPolicyDocument: document(allow()) });
        const narrowed = await ruled(estate, "network", id, {
            ...id,
            kmsPolicyDocument: document(allow({ Resource: `${estate.keyArn}0` })),
        });
        Object.assign(estate.network, { kmsAccess: "DISABLED" });
        const opened = await ruled(estate, "network", id, { ...id, kmsAccess: "ENABLED" });
        Object.assign(estate.network, { kmsAccess: "ENABLED" });
        speak();
        undo();
        expect([off, mended, narrowed, opened]).to.deep.equal(["warn", "pass", "refuse", "warn"]);
    });
});
