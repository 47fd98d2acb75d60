package dev.squall.cli;

/** Short histories of a register, for tests. */
public final class Histories {

    public static final String VALID =
            """
            {:type :invoke, :process 0, :f :write, :value 1}
            {:type :ok, :process 0, :f :write, :value 1}
            {:type :invoke, :process 1, :f :read, :value nil}
            {:type :ok, :process 1, :f :read, :value 1}
            """;

    /** The last read returns what has been overwritten. */
    public static final String STALE = VALID
            + """
                    {:type :invoke, :process 0, :f :write, :value 2}
                    {:type :ok, :process 0, :f :write, :value 2}
                    {:type :invoke, :process 2, :f :cas, :value [7 8]}
                    {:type :info, :process 2, :f :cas, :value [7 8]}
                    {:type :invoke, :process 1, :f :read, :value nil}
                    {:type :ok, :process 1, :f :read, :value 1}
                    """;

    private Histories() {}
}
