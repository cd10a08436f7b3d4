# Runs one cluster until the standard input of this script ends, which it also does when schemac is killed.
# $1: the cluster to copy  $2: the directory of the new one  then: the server program and its arguments

template=$1 directory=$2
shift 2
mkdir -m 700 "$directory" || exit
cp -R "$template" "$directory/data" || exit

# Background commands of a shell read from /dev/null, so the watcher needs a copy.
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
# Again and again, because a server that has only just been started does not listen yet.
{ read -r _ <&3; while kill -QUIT "$server"; do sleep 0.1; done; } 2>/dev/null &
watcher=$!

wait "$server"
status=$?
kill "$watcher" 2>/dev/null
rm -rf "$directory"
exit "$status"
