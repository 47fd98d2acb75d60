# Server of a primary with an asynchronous replica, and the failover of the replica: start.sh FOLDER PORT OTHER-HOST FAILOVER
#
# With FAILOVER=auto a replica that has not reached the primary twice, for three seconds becomes primary. A primary that meets one
# of a later timeline becomes its replica, and loses the transactions that only it has. With FAILOVER=none roles stay.
set -u
folder=$1 port=$2 other=$3 failover=$4
data=$folder/data

ask() { # HOST QUERY; prints nothing if the server does not answer within a second
  timeout 1 psql -h "$1" -p "$port" -U postgres -d postgres -qAtc "$2" 2>/dev/null
}
role() { ask "$1" "select case when pg_is_in_recovery() then 'replica' else 'primary' end"; }
timeline() { ask "$1" "select ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int"; }

copy_other() {
  rm -rf "$data"
  until timeout 20 pg_basebackup -h "$other" -p "$port" -U postgres -D "$data" -R -X stream -c fast 2>/dev/null; do
    rm -rf "$data"
    sleep 0.2
  done
}

serve() {
  rm -f "$data/postmaster.pid" # the server of an earlier life was killed
  postgres -D "$data" &
  server=$!
}

missed=0
if [ ! -e "$data/PG_VERSION" ] || { [ "$failover" = auto ] && [ "$(role "$other")" = primary ]; }; then
  copy_other
fi
serve
while [ "$failover" = auto ] && kill -0 "$server" 2>/dev/null; do
  sleep 0.4
  others=$(role "$other")
  case "$(role 127.0.0.1) ${others:-absent}" in
    "replica primary" | "primary replica" | "primary absent") missed=0 ;;
    "replica absent")
      missed=$((missed + 1))
      [ "$missed" -lt 2 ] || pg_ctl -D "$data" promote >/dev/null
      ;;
    "primary primary")
      if [ "$(timeline 127.0.0.1)" -lt "$(timeline "$other")" ]; then
        kill -QUIT "$server"
        wait "$server"
        copy_other
        serve
      fi
      ;;
  esac
done
wait "$server"
