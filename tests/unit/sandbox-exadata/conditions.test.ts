import { expect } from "chai";
import { conditionsHold } from "../../../sandbox/exadata/iam/conditions";
import { RequestContext } from "../../../sandbox/exadata/iam/context";

describe("the condition operators of the sandbox", () => {
    const values = {
        "s3:max-keys": "10",
        "aws:CurrentTime": "2026-03-01T12:00:00Z",
        "aws:SourceIp": "10.1.2.3",
        "aws:VpcSourceIp": "2001:db8::7",
    };
    const context = new RequestContext(values, [/^x:absent$/]);
    const table: [operator: string, key: string, expected: string | string[], holds: boolean][] = [
        ["NumericEquals", "s3:max-keys", "10.0", true],
        ["NumericNotEquals", "s3:max-keys", ["9", "10"], false],
        ["NumericLessThan", "s3:max-keys", "10", false],
        ["NumericLessThan", "s3:max-keys", "11", true],
        ["NumericLessThanEquals", "s3:max-keys", "10", true],
        ["NumericLessThanEquals", "s3:max-keys", "9", false],
        ["NumericGreaterThan", "s3:max-keys", "9", true],
        ["NumericGreaterThan", "s3:max-keys", "10", false],
        ["NumericGreaterThanEquals", "s3:max-keys", "10", true],
        ["NumericGreaterThanEquals", "s3:max-keys", "11", false],
        ["NumericLessThan", "x:absent", "1", false],
        ["NumericLessThanIfExists", "x:absent", "1", true],
        ["NumericNotEquals", "x:absent", "1", true],
        ["DateEquals", "aws:CurrentTime", "1772366400", true],
        ["DateNotEquals", "aws:CurrentTime", "2026-03-01T12:00:00+00:00", false],
        ["DateLessThan", "aws:CurrentTime", "2026-03-01T12:00:01Z", true],
        ["DateLessThan", "aws:CurrentTime", "2026", false],
        ["DateGreaterThan", "aws:CurrentTime", "2026-03-01", true],
        ["DateGreaterThanEquals", "aws:CurrentTime", "2026-03-02", false],
        ["DateLessThanEquals", "aws:CurrentTime", "2026-03-01T12:00:00Z", true],
        ["IpAddress", "aws:SourceIp", ["192.168.0.0/16", "10.1.0.0/16"], true],
        ["IpAddress", "aws:SourceIp", "10.1.2.4", false],
        ["IpAddress", "aws:SourceIp", "10.1.2.3", true],
        ["IpAddress", "aws:SourceIp", "2001:db8::/32", false],
        ["IpAddress", "aws:VpcSourceIp", "2001:db8::/32", true],
        ["NotIpAddress", "aws:SourceIp", "10.0.0.0/8", false],
        ["NotIpAddress", "aws:SourceIp", "11.0.0.0/8", true],
    ];
    for (const [operator, key, expected, holds] of table) {
        it(`${operator} ${key} ${expected} ${holds ? "holds" : "does not hold"}`, () => {
            const listed = Array.isArray(expected) ? expected : [expected];
            expect(conditionsHold("it", { [operator]: { [key]: listed } }, context)).to.equal(holds);
        });
    }

    const unreadable: [operator: string, value: string][] = [
        ["NumericEquals", "ten"],
        ["DateLessThan", "soon"],
        ["IpAddress", "10.0.0.0/33"],
        ["NotIpAddress", "everywhere"],
    ];
    for (const [operator, value] of unreadable) {
        it(`${operator} ${value} is an error`, () => {
            const judge = () => conditionsHold("it", { [operator]: { "x:absent": [value] } }, context);
            expect(judge).to.throw(value);
        });
    }
});
