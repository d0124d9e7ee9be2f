"""Makes AWS calls through boto3, an independent client.

Reads one call a line as JSON from standard input, {"endpoint", "service", "operation", "parameters"}, and writes one
outcome a line: {"answer"} or {"error": {"code", "message", "status", "members"}}. Every answer of ODB is held against the
service model that botocore carries: a member that the model lacks, or a value that does not fit, is an error named
ModelMismatch.
"""

import base64
import datetime
import json
import sys

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from botocore.validate import ParamValidator


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(type(value).__name__)


def unknown_members(shape, value, path):
    if shape.type_name == "structure":
        for name, member in value.items():
            if name not in shape.members:
                yield f"{path}.{name}"
            else:
                yield from unknown_members(shape.members[name], member, f"{path}.{name}")
    elif shape.type_name == "list":
        for index, item in enumerate(value):
            yield from unknown_members(shape.member, item, f"{path}[{index}]")


class Driver:
    def __init__(self, region):
        self.session = boto3.Session("AKIASANDBOXBOTO3", "sandbox-secret", region_name=region)
        self.clients = {}
        self.raw_body = None

    def client(self, endpoint, service):
        if (endpoint, service) not in self.clients:
            config = Config(retries={"total_max_attempts": 1}, parameter_validation=False)
            client = self.session.client(service, endpoint_url=endpoint, config=config)
            client.meta.events.register("before-parse.*.*", self.keep_body)
            self.clients[endpoint, service] = client
        return self.clients[endpoint, service]

    def keep_body(self, response_dict, **_):
        self.raw_body = response_dict["body"]

    def check_model(self, client, operation, answer):
        name = client.meta.method_to_api_mapping[operation]
        shape = client.meta.service_model.operation_model(name).output_shape
        report = ParamValidator().validate(answer, shape)
        strangers = list(unknown_members(shape, json.loads(self.raw_body), "answer"))
        if report.has_errors() or strangers:
            return f"{report.generate_report()} unknown: {strangers}"
        return None

    def call(self, endpoint, service, operation, parameters):
        client = self.client(endpoint, service)
        try:
            answer = getattr(client, operation)(**parameters)
        except ClientError as error:
            details = dict(error.response.get("Error", {}))
            members = {
                name: value
                for name, value in error.response.items()
                if name not in ("Error", "ResponseMetadata")
            }
            status = error.response["ResponseMetadata"]["HTTPStatusCode"]
            return {
                "error": {
                    "code": details.get("Code"),
                    "message": details.get("Message", ""),
                    "status": status,
                    "members": members,
                    "class": type(error).__name__,
                }
            }
        except Exception as error:
            return {"error": {"code": type(error).__name__, "message": str(error), "status": 0, "members": {}}}
        answer.pop("ResponseMetadata", None)
        mismatch = self.check_model(client, operation, answer) if service == "odb" else None
        if mismatch:
            return {"error": {"code": "ModelMismatch", "message": mismatch, "status": 200, "members": {}}}
        return {"answer": answer}


def main():
    driver = Driver(sys.argv[1])
    for line in sys.stdin:
        outcome = driver.call(**json.loads(line))
        print(json.dumps(outcome, default=plain), flush=True)


main()
