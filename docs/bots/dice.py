#!/usr/bin/env python3
"""A bot that rolls dice. It answers "!roll 2d6": to everyone, or to the person alone who asked alone.

    ./dice.py floodchat --name dice --home /var/lib/dice

The arguments are the program and its options. The bot leaves when it is ended.
"""

import json
import random
import re
import subprocess
import sys

ROLL = re.compile(r"!roll ([1-9]\d?)d([1-9]\d{0,3})")


def answer(event):
    """The command that answers an event; None if there is nothing to say."""
    if event["type"] != "say" or event["own"] or event["earlier"]:
        return None
    roll = ROLL.fullmatch(event["text"])
    if roll is None:
        return None
    dice, sides = int(roll[1]), int(roll[2])
    total = sum(random.randint(1, sides) for _ in range(dice))
    command = {"type": "say", "text": f"{event['from']} rolls {dice}d{sides}: {total}"}
    if event["direct"]:
        command["to"] = event["key"]
    return command


def main(program):
    chat = subprocess.Popen(
        [*program, "--json", "--no-history"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )
    for line in chat.stdout:
        event = json.loads(line)
        command = answer(event)
        if command is not None:
            chat.stdin.write(json.dumps(command) + "\n")
            chat.stdin.flush()
        elif event["type"] == "error":
            print("dice:", event["text"], file=sys.stderr)
    return chat.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or ["floodchat"]))
