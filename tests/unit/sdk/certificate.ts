import { execFileSync } from "node:child_process";
import { python } from "../../wire/aws/python";

/** Makes a key and a certificate that signs itself, for one process of tests. No key is kept in the repository. */
const script = `
import datetime, ipaddress, json
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

key = ec.generate_private_key(ec.SECP256R1())
name = x509.Name([
    x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, "opc-tenant:ocid1.tenancy.oc1..aaaa"),
    x509.NameAttribute(NameOID.COMMON_NAME, "exadata.test"),
])
now = datetime.datetime.now(datetime.timezone.utc)
names = [x509.DNSName("*.exadata.test"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
certificate = (
    x509.CertificateBuilder()
    .subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(x509.random_serial_number())
    .not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=2))
    .add_extension(x509.SubjectAlternativeName(names), critical=False)
    .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    .sign(key, hashes.SHA256())
)
pem = serialization.Encoding.PEM
print(json.dumps({
    "certificate": certificate.public_bytes(pem).decode(),
    "certificateKey": key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()).decode(),
}))
`;

interface KeyPair {
    readonly certificate: string;
    readonly certificateKey: string;
}

/** For `*.exadata.test` and 127.0.0.1. */
export const { certificate, certificateKey } = JSON.parse(
    execFileSync(python, ["-c", script], { encoding: "utf8" }),
) as KeyPair;
