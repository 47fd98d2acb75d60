package dev.squall.workload.transaction;

import dev.squall.check.Checker;
import dev.squall.check.Statistics;
import dev.squall.check.Verdict;
import dev.squall.check.transaction.pattern.BankTotals;
import dev.squall.client.Client;
import dev.squall.client.Completion;
import dev.squall.client.UnexpectedReplyException;
import dev.squall.generator.Call;
import dev.squall.generator.Generator;
import dev.squall.generator.Generators;
import dev.squall.history.Keyword;
import dev.squall.history.Operation;
import dev.squall.node.Body;
import dev.squall.node.Vocabulary;
import dev.squall.node.protocol.Bank;
import dev.squall.workload.Workload;
import dev.squall.workload.WorkloadOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;

/**
 * Workload of transfers between the accounts of a bank and reads of all balances, like Jepsen's bank. All reads must
 * have the same total. No balance may be negative, unless the option {@code negative-balances} allows it.
 */
public final class BankWorkload implements Workload {

    private static final String READ = "read";
    private static final String TRANSFER = "transfer";
    private static final Keyword FROM = new Keyword("from");
    private static final Keyword TO = new Keyword("to");
    private static final Keyword AMOUNT = new Keyword("amount");
    private static final String ACCOUNT_COUNT = "account-count";
    private static final String MAX_TRANSFER = "max-transfer";
    private static final String NEGATIVE = "negative-balances";
    private static final String READ_SHARE = "read-share";

    private final List<Object> accounts;
    private final int maxTransfer;
    private final boolean isNegativeAllowed;
    private final double readShare;
    private final int minMeetings;

    /**
     * Creates the workload {@code bank}: 10 accounts, transfers of up to 5, half of the operations are reads, no
     * negative balances.
     */
    public BankWorkload() {
        this(new WorkloadOptions(Map.of()));
    }

    private BankWorkload(WorkloadOptions options) {
        accounts = LongStream.range(0, options.whole(ACCOUNT_COUNT, 10, 2, 1_000))
                .<Object>mapToObj(account -> account)
                .toList();
        maxTransfer = options.whole(MAX_TRANSFER, 5, 1, Integer.MAX_VALUE);
        isNegativeAllowed = options.word(NEGATIVE, "no", List.of("yes", "no")).equals("yes");
        readShare = options.number(READ_SHARE, 0.5, 0, 1);
        minMeetings = options.whole(TransactionOptions.MIN_MEETINGS, TransactionOptions.MEETINGS, 0, Integer.MAX_VALUE);
    }

    @Override
    public String name() {
        return "bank";
    }

    @Override
    public String description() {
        return "transfers between accounts and reads of all balances; every read must have the same total";
    }

    @Override
    public Map<String, String> options() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put(ACCOUNT_COUNT, "accounts; each begins with " + Bank.INITIAL_BALANCE + " (10)");
        all.put(MAX_TRANSFER, "largest amount of a transfer (5)");
        all.put(NEGATIVE, "yes if balances may be negative (no)");
        all.put(READ_SHARE, "share of reads among the operations (0.5)");
        all.put(TransactionOptions.MIN_MEETINGS, TransactionOptions.MIN_MEETINGS_MEANING);
        return all;
    }

    @Override
    public Workload with(Map<String, String> values) {
        return new BankWorkload(new WorkloadOptions(values));
    }

    @Override
    public Vocabulary vocabulary() {
        return Bank.VOCABULARY;
    }

    @Override
    public Client client() {
        return new BankClient(accounts);
    }

    @Override
    public Generator generator(int concurrency) {
        return Generators.forever(context -> context.random().nextDouble() < readShare
                ? new Call(0, READ, null)
                : new Call(0, TRANSFER, transfer(context.random())));
    }

    private Map<Object, Object> transfer(RandomGenerator random) {
        int from = random.nextInt(accounts.size());
        int to = (from + 1 + random.nextInt(accounts.size() - 1)) % accounts.size();
        Map<Object, Object> transfer = new LinkedHashMap<>();
        transfer.put(FROM, accounts.get(from));
        transfer.put(TO, accounts.get(to));
        transfer.put(AMOUNT, 1L + random.nextInt(maxTransfer));
        return transfer;
    }

    @Override
    public Generator probe() {
        return Generators.forever(context -> new Call(0, READ, null));
    }

    @Override
    public Generator finalReads(List<Operation> operationsSoFar) {
        return Generators.once(READ, null);
    }

    @Override
    public List<Checker> checkers() {
        OptionalLong total = OptionalLong.of(accounts.size() * Bank.INITIAL_BALANCE);
        return List.of(new BankTotals(total, isNegativeAllowed), new Statistics());
    }

    @Override
    public List<String> vacuities(List<Verdict> verdicts) {
        return IsolationChecker.vacuities(verdicts, minMeetings);
    }

    /** Client of the protocol {@link Bank}. The value of a transfer is {@code {:from a, :to b, :amount n}}. */
    private record BankClient(List<Object> accounts) implements Client {

        @Override
        public Body request(Call call) {
            if (call.function().equals(READ)) {
                return new Bank.Read(accounts);
            }
            Map<?, ?> transfer = (Map<?, ?>) call.value();
            return new Bank.Transfer(transfer.get(FROM), transfer.get(TO), (Long) transfer.get(AMOUNT));
        }

        @Override
        public Completion complete(Call call, Body reply) {
            if (call.function().equals(READ) && reply instanceof Bank.ReadOk read) {
                return Completion.ok(balances(read));
            } else if (call.function().equals(TRANSFER) && reply instanceof Bank.TransferOk) {
                return Completion.ok(call.value());
            }
            throw new UnexpectedReplyException(call.function(), reply, call.function() + "_ok");
        }

        /** Returns the balances by account; null for an account that is missing in the reply. */
        private Map<Object, Object> balances(Bank.ReadOk read) {
            Map<Object, Object> balances = new LinkedHashMap<>();
            accounts.forEach(account -> balances.put(account, read.value().get(String.valueOf(account))));
            read.value().forEach((name, balance) -> {
                if (accounts.stream()
                        .noneMatch(account -> String.valueOf(account).equals(name))) {
                    balances.put(name, balance);
                }
            });
            return balances;
        }

        @Override
        public boolean isReadOnly(String function) {
            return function.equals(READ);
        }
    }
}
