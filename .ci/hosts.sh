#!/usr/bin/env bash
# Two parts of a run on two hosts, by GNU parallel over ssh, joined: `hosts.sh NIANDU FOLDER`. The hosts are network
# namespaces, each with an sshd and an address of its own; they need root. Fails where the joined run is not, byte for byte,
# that of one host.
set -euo pipefail
niandu=$(realpath "$1")
work=$2
rm -rf "$work"
mkdir -p "$work" /run/sshd
work=$(realpath "$work")
pids=()

tidy() {
    local host
    [ ${#pids[@]} -eq 0 ] || kill "${pids[@]}" 2>/dev/null || true
    for host in 1 2; do ip netns delete "niandu$host" 2>/dev/null || true; done
}
trap tidy EXIT
tidy

ssh-keygen -q -t ed25519 -N '' -f "$work/key"
ssh-keygen -q -t ed25519 -N '' -f "$work/host"
cp "$work/key.pub" "$work/authorized"
for host in 1 2; do
    ip netns add "niandu$host"
    ip link add "niandu-a$host" type veth peer name "niandu-b$host" netns "niandu$host"
    ip address add "10.77.$host.1/24" dev "niandu-a$host"
    ip link set "niandu-a$host" up
    ip -n "niandu$host" address add "10.77.$host.2/24" dev "niandu-b$host"
    ip -n "niandu$host" link set "niandu-b$host" up
    ip netns exec "niandu$host" "$(command -v sshd || echo /usr/sbin/sshd)" -D -f /dev/null -h "$work/host" -o StrictModes=no \
        -o "AuthorizedKeysFile=$work/authorized" -o "ListenAddress=10.77.$host.2" -o PidFile=none -o PermitRootLogin=yes \
        -o UsePAM=no 2>"$work/sshd$host.log" &
    pids+=($!)
    printf '1/root@10.77.%s.2\n' "$host" >>"$work/hosts.txt"
done
sleep 1
export PARALLEL_SSH="ssh -i $work/key -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"

"$niandu" sample "$work/schools" --schools 24 --seed 5
batch="$niandu batch $work/schools --period 2025 -k year-end-summary,work-plan -f md,html,pdf --builtin-fonts --quiet"
$batch -o "$work/alone"
parallel --will-cite --sshloginfile "$work/hosts.txt" --joblog "$work/joblog" \
    "ip -brief address | grep -o '10.77.[0-9].2' && $batch --shard {}/2 -j 1 -o $work/part-{}" ::: 1 2 | sort -u >"$work/who.txt"
cat "$work/who.txt"
[ "$(wc -l <"$work/who.txt")" -eq 2 ] || { echo "one host did both parts"; exit 1; }
"$niandu" merge "$work/part-1" "$work/part-2" -o "$work/joined"
diff -r -x .niandu "$work/alone" "$work/joined"
echo "two hosts joined are one: $(find "$work/joined" -name '*.pdf' | wc -l) papers as PDF"
