#!/bin/sh
# Runs a command and says in the chat how it ended:
#
#     FLOODCHAT='floodchat --name builder --home /var/lib/builder' ./notify.sh make test
#
# FLOODCHAT is the program with its options; words are separated by blanks. NOTIFY_TO is the name or the key of the
# only reader; without it everyone reads the line. The exit code is that of the command.

"$@"
code=$?
if [ "$code" -eq 0 ]; then
    line="$*: done"
else
    line="$*: failed with exit code $code"
fi

# shellcheck disable=SC2086 # FLOODCHAT has several words
${FLOODCHAT:-floodchat} --say "$line" ${NOTIFY_TO:+--to "$NOTIFY_TO"} --wait "${NOTIFY_WAIT:-10s}"
case $? in
    0) ;;
    3) echo "notify: nobody was there to hear: $line" >&2 ;;
    4) echo "notify: $NOTIFY_TO did not confirm: $line" >&2 ;;
    *) echo "notify: not said: $line" >&2 ;;
esac
exit "$code"
