package dev.squall.node.protocol;

import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The client requests and replies of a bank: transfers between accounts, and reads of all balances. Each request is one
 * transaction. An account that nobody used before holds {@link #INITIAL_BALANCE}. Errors are those of {@link
 * Transactions}.
 */
public final class Bank {

    /** Balance of every account in the beginning. */
    public static final long INITIAL_BALANCE = 10;

    /** The bodies of this workload, and {@link ErrorReply}. */
    public static final Vocabulary VOCABULARY = new Vocabulary(
            List.of(Read.class, ReadOk.class, Transfer.class, TransferOk.class, ErrorReply.class),
            List.of(),
            List.of());

    private Bank() {}

    /** Reads the balances of accounts. */
    public record Read(List<Object> accounts) implements Body {

        public Read {
            accounts = Collections.unmodifiableList(new ArrayList<>(accounts));
        }
    }

    /** The balances by account; the keys are strings, as everywhere in JSON. */
    public record ReadOk(Map<String, Long> value) implements Body {

        public ReadOk {
            value = Collections.unmodifiableMap(new LinkedHashMap<>(value));
        }
    }

    /**
     * Moves an amount from one account to another. It fails with {@link ErrorCode#PRECONDITION_FAILED} if the balance
     * is too low.
     */
    public record Transfer(Object from, Object to, long amount) implements Body {}

    /** The amount was moved. */
    public record TransferOk() implements Body {}
}
