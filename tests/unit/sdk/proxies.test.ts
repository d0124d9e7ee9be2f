import { expect } from "chai";
import { environmentProxies, proxyFor } from "../../../sdk/clouds/core/proxies";
import { withEnvironment } from "./failure";

const proxy = "http://proxy.test:3128";

/** Rows of what NO_PROXY says, a target, and whether the proxy is spared; the rules are those of Go's net/http. */
const rows: [noProxy: string, target: string, isSpared: boolean][] = [
    ["", "https://odb.us-east-1.amazonaws.com", false],
    ["", "http://localhost:4600", true],
    ["", "http://127.9.9.9:4600", true],
    ["", "http://[::1]:4600", true],
    ["*", "https://odb.us-east-1.amazonaws.com", true],
    ["example.com, *", "https://10.0.0.1", true],
    ["amazonaws.com", "https://odb.us-east-1.amazonaws.com", true],
    ["amazonaws.com", "https://amazonaws.com", true],
    ["amazonaws.com", "https://notamazonaws.com", false],
    [".amazonaws.com", "https://odb.us-east-1.amazonaws.com", true],
    [".amazonaws.com", "https://amazonaws.com", false],
    ["*.amazonaws.com", "https://kms.us-east-1.amazonaws.com", true],
    ["*.amazonaws.com", "https://amazonaws.com", false],
    ["AmazonAWS.com", "https://KMS.us-east-1.amazonaws.com", true],
    ["kms.us-east-1.amazonaws.com:443", "https://kms.us-east-1.amazonaws.com", true],
    ["kms.us-east-1.amazonaws.com:8443", "https://kms.us-east-1.amazonaws.com", false],
    ["kms.test:80", "http://kms.test", true],
    [" one.test , two.test ", "https://two.test", true],
    ["10.1.2.3", "https://10.1.2.3", true],
    ["10.1.2.3:443", "https://10.1.2.3", true],
    ["10.1.2.3:80", "https://10.1.2.3", false],
    ["10.0.0.0/8", "https://10.1.2.3", true],
    ["10.0.0.0/8", "https://11.1.2.3", false],
    ["10.0.0.0/8", "https://10.example.com", false],
    ["10.0.0.0/99", "https://10.1.2.3", false],
    ["fd00::/8", "https://[fd00::7]", true],
    ["[fd00::7]:443", "https://[fd00::7]", true],
    ["fd00::7", "https://[fd00::8]", false],
    ["1.2.3", "https://x.1.2.3.test", false],
    [":443,,", "https://odb.us-east-1.amazonaws.com", false],
];

describe("proxies", () => {
    for (const [noProxy, target, isSpared] of rows) {
        it(`${isSpared ? "are spared" : "are used"} for ${target} with NO_PROXY "${noProxy}"`, () => {
            const found = proxyFor(new URL(target), { http: proxy, https: proxy, noProxy });
            expect(found?.origin).to.equal(isSpared ? undefined : proxy);
        });
    }

    it("are one for each scheme", () => {
        const proxies = { https: "https://secure.test:3129" };
        expect(proxyFor(new URL("http://kms.test"), proxies)).to.equal(undefined);
        expect(proxyFor(new URL("https://kms.test"), proxies)?.origin).to.equal("https://secure.test:3129");
    });

    it("may be written without a scheme, and end in an error without their password where they are none", () => {
        expect(proxyFor(new URL("https://kms.test"), { https: "proxy.test:3128" })?.href).to.equal(`${proxy}/`);
        for (const https of ["socks5://user:secret@proxy.test", "http://user:secret@:x"]) {
            expect(() => proxyFor(new URL("https://kms.test"), { https }))
                .to.throw("the proxy that the settings name cannot be used: give HTTPS_PROXY")
                .with.property("message")
                .not.to.contain("secret");
        }
    });

    it("come from the environment, the lower case first", async () => {
        const unset = { http_proxy: undefined, HTTP_PROXY: undefined, no_proxy: undefined, NO_PROXY: undefined };
        const environment = { ...unset, https_proxy: "lower", HTTPS_PROXY: "upper", NO_PROXY: "spared" };
        await withEnvironment(environment, () => {
            expect(environmentProxies()).to.deep.equal({ http: undefined, https: "lower", noProxy: "spared" });
        });
    });
});
