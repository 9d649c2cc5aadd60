from policyparse.audit import audit as audit
from policyparse.brief import compare as compare
from policyparse.brief import digest as digest
from policyparse.brief import progress as progress
from policyparse.brief import render as render
from policyparse.brief import review as review
from policyparse.brief import score as score
from policyparse.brief import trace as trace
from policyparse.extract import extract as extract
from policyparse.read import read as read
from policyparse.read import read_bytes as read_bytes
from policyparse.registry import open_registry as open_registry

__version__: str
