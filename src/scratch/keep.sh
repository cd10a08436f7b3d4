# Removes the directory $1 when the standard input of this script ends, which it also does when schemac is killed.

read -r _
tries=0
# A cluster inside may still be stopping.
until rm -rf "$1" 2>/dev/null || [ "$tries" -ge 100 ]; do
    tries=$((tries + 1))
    sleep 0.1
done
