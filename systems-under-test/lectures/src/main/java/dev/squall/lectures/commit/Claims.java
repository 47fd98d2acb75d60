package dev.squall.lectures.commit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Claims of undecided transactions on the items of one node. An item has at most one claim. */
final class Claims implements Resource {

    private final Map<Object, Object> transactions = new LinkedHashMap<>();

    /** Returns true if no transaction claims the item. */
    boolean isFree(Object item) {
        return !transactions.containsKey(item);
    }

    void claim(Object item, Object transaction) {
        transactions.put(item, transaction);
    }

    void release(Object transaction) {
        transactions.values().remove(transaction);
    }

    @Override
    public Optional<Object> prepare(Object transaction, Object item) {
        return isFree(item) ? Optional.of(item) : Optional.empty();
    }

    @Override
    public void hold(Object transaction, Object item) {
        claim(item, transaction);
    }

    @Override
    public void end(Object transaction, Object item, boolean commit) {
        release(transaction);
    }
}
