import { expect } from "chai";
import { isTaken, rolesTaken } from "../../../sdk/chain/role-association";
import type { Connector } from "../../../sdk/clouds/oci/connectors";

const connector = (roleArn: string | undefined, assumeRoleStatus = "CONNECTED") =>
    ({ ...(roleArn && { roleArn }), assumeRoleStatus }) as Connector;
/** `a FAILED` */
const listed = (...roles: string[]) =>
    roles.map((role) => {
        const [roleArn = "", status = ""] = role.split(" ");
        return { roleArn, status };
    });

describe("the roles that nodes of a cluster may take", () => {
    const cases: [title: string, associated: string[], named: string | undefined, expected: string[]][] = [
        ["are those that AWS lists", ["a CONNECTED"], undefined, ["a"]],
        ["are none where nobody names one", [], undefined, []],
        ["begin with the one that is connected", ["a FAILED", "b CONNECTED"], undefined, ["b", "a"]],
        ["begin with one that some nodes take", ["a DISCONNECTED", "b PARTIALLY_CONNECTED"], undefined, ["b", "a"]],
        ["have that of the connector where AWS lists none", [], "c", ["c"]],
        ["have that of the connector before one that failed", ["a FAILED"], "c", ["c", "a"]],
        ["have that of the connector first where it failed too", ["a FAILED", "c FAILED"], "c", ["c", "a"]],
        ["have a connected one before that of the connector", ["a CONNECTED"], "c", ["a", "c"]],
        ["have that of the connector first of two", ["a CONNECTED", "c CONNECTED"], "c", ["c", "a"]],
    ];
    for (const [title, associated, named, expected] of cases) {
        it(title, () => expect(rolesTaken(listed(...associated), connector(named))).to.deep.equal(expected));
    }

    const taking: [associated: string[], named: Connector | undefined, expected: boolean][] = [
        [["a CONNECTED"], undefined, true],
        [["a PARTIALLY_CONNECTED"], undefined, true],
        [["a DISCONNECTED"], connector("a"), false],
        [["a CONNECTED"], connector("a", "DISCONNECTED"), false],
        [["a CONNECTED"], connector("a", "UNKNOWN"), true],
        [["a CONNECTED"], connector("b", "DISCONNECTED"), true],
        [[], connector("a"), true],
        [[], connector("b"), false],
        [[], undefined, false],
    ];
    for (const [associated, named, expected] of taking) {
        const said = named ? `, connector ${named.roleArn} ${named.assumeRoleStatus}` : "";
        it(`are ${expected ? "" : "not "}taken: AWS lists ${associated.join() || "none"}${said}`, () =>
            expect(isTaken("a", listed(...associated), named)).to.equal(expected));
    }
});
