package dev.squall.check.transaction.certificate;

import static dev.squall.check.transaction.certificate.CertificateVerifier.require;

import dev.squall.check.transaction.certificate.Certificate.CommitOrder;
import dev.squall.check.transaction.model.TransactionHistory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Check that an order of commits agrees with the assumed order of versions. It compares all pairs of writes of a key,
 * and for each pair the transactions that observe the two versions.
 */
final class AssumedVersionsVerifier {

    private AssumedVersionsVerifier() {}

    static void verifyEvents(TransactionHistory history, int[] events) {
        int[] commits = Arrays.stream(events)
                .filter(event -> event % 2 == 1)
                .map(event -> event / 2)
                .toArray();
        verify(history, new CommitOrder(commits, null));
    }

    static void verify(TransactionHistory history, CommitOrder order) {
        if (history.assumptions().isEmpty()) {
            return;
        }
        FindingVerifier facts = new FindingVerifier(history);
        int[] place = new int[history.size()];
        Arrays.fill(place, -1);
        for (int i = 0; i < order.transactions().length; i++) {
            place[order.transactions()[i]] = i;
        }
        AssumedOrder assumed = new AssumedOrder(
                history,
                facts::isExternal,
                read -> order.sources() == null ? facts.source(read) : order.sources()[read],
                t -> place[t] >= 0);
        Map<Integer, List<Integer>> writesOf = new LinkedHashMap<>();
        for (int t : order.transactions()) {
            for (int o = history.first(t); o < history.end(t); o++) {
                if (!history.isRead(o)) {
                    writesOf.computeIfAbsent(history.key(o), key -> new ArrayList<>())
                            .add(o);
                }
            }
        }
        writesOf.values().forEach(writes -> verifyKey(writes, facts, assumed));
    }

    private static void verifyKey(List<Integer> writes, FindingVerifier facts, AssumedOrder assumed) {
        for (int i = 0; i < writes.size(); i++) {
            for (int j = i + 1; j < writes.size(); j++) {
                int first = facts.owner(writes.get(i));
                int second = facts.owner(writes.get(j));
                require(
                        first == second || !assumed.isOlder(writes.get(j), writes.get(i)),
                        "transactions " + first + " and " + second + " are against an assumed order of versions");
            }
        }
    }
}
