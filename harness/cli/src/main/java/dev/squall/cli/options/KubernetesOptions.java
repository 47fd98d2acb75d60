package dev.squall.cli.options;

import dev.squall.suite.kubernetes.ClusterSuite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of a suite that runs in a Kubernetes cluster. */
public final class KubernetesOptions {

    private static final int SHARDS = 8;

    @Option(
            names = "--kubernetes",
            description = "Run nothing: print manifests of Jobs that run the shards in a cluster and merge them.")
    private boolean kubernetes;

    @Option(names = "--shards", paramLabel = "N", description = "Number of shards in the cluster (default: 8).")
    private Integer shards;

    @Option(names = "--image", paramLabel = "NAME", description = "Image of Squall in the cluster's registry.")
    private String image;

    @Option(
            names = "--claim",
            paramLabel = "NAME",
            description = "Persistent volume claim for the results (default: the manifests make one).")
    private String claim;

    /** Returns true if manifests are to be printed. */
    public boolean areManifestsWanted() {
        return kubernetes;
    }

    /** @throws ParameterException if there are options for a cluster without {@code --kubernetes} */
    public void requireConsistent(CommandLine commandLine) {
        if (!kubernetes && (shards != null || image != null || claim != null)) {
            throw new ParameterException(
                    commandLine, "--shards, --image and --claim are for --kubernetes; expected --kubernetes too");
        }
        if (kubernetes && image == null) {
            throw new ParameterException(
                    commandLine,
                    "--kubernetes needs an image; expected --image NAME, such as registry.example.com/squall:0.1.0;"
                            + " docker/README.md says how to build one");
        }
    }

    /**
     * Returns the suite as it runs in the cluster.
     *
     * @throws ParameterException if the cluster would not accept it
     */
    public ClusterSuite toClusterSuite(
            String suite,
            String text,
            long masterSeed,
            Optional<Duration> timeBudget,
            List<String> options,
            CommandLine commandLine) {
        try {
            return new ClusterSuite(
                    suite,
                    text,
                    masterSeed,
                    shards == null ? SHARDS : shards,
                    image,
                    Optional.ofNullable(claim),
                    timeBudget,
                    options);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(commandLine, e.getMessage(), e);
        }
    }
}
