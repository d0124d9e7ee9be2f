import { expect } from "chai";
import { issuerName, issuerUrlOf, trustPolicy } from "../../../sdk/policies";

const domain = "https://idcs-5b0c6d1e2f3a4b5c8d9e0f1a2b3c4d5e.identity.oraclecloud.com";
const host = "idcs-5b0c6d1e2f3a4b5c8d9e0f1a2b3c4d5e.identity.oraclecloud.com";
const provider = `arn:aws:iam::111122223333:oidc-provider/${host}`;
const cluster = "ocid1.cloudvmcluster.oc1.iad.anuwcljtsales00001";

describe("trust policy", () => {
    it("lets the tokens of one VM cluster take the role, and names audience and subject exactly", () => {
        const policy = trustPolicy({ oidcProviderArn: provider, issuerUrl: domain, subject: cluster });
        expect(policy.Statement).to.have.lengthOf(1);
        expect(policy.Statement[0]).to.deep.include({
            Effect: "Allow",
            Principal: { Federated: provider },
            Action: "sts:AssumeRoleWithWebIdentity",
            Condition: { StringEquals: { [`${host}:aud`]: "DBMC/", [`${host}:sub`]: cluster } },
        });
    });

    it("takes another audience, for tenancies whose tokens carry one", () => {
        const policy = trustPolicy({
            oidcProviderArn: provider,
            issuerUrl: domain,
            subject: cluster,
            audience: "kms/",
        });
        expect(policy.Statement[0]?.Condition?.StringEquals?.[`${host}:aud`]).to.equal("kms/");
    });

    const spellings = [domain, `${domain}/`, `${domain}:443`, `${domain}:443/`, ` ${domain}:443 `];
    for (const url of spellings) {
        it(`reads ${JSON.stringify(url)} as the issuer that tokens name`, () => {
            expect(issuerUrlOf(url)).to.equal(domain);
            expect(issuerName(url)).to.equal(host);
            expect(trustPolicy({ oidcProviderArn: provider, issuerUrl: url, subject: cluster })).to.deep.equal(
                trustPolicy({ oidcProviderArn: provider, issuerUrl: domain, subject: cluster }),
            );
        });
    }

    it("keeps a path of the issuer, and a port other than 443", () => {
        expect(issuerName("https://login.example.com:443/oracle/")).to.equal("login.example.com/oracle");
        expect(issuerName("https://login.example.com:8443")).to.equal("login.example.com:8443");
    });
});
