package dev.squall.report.plot;

/**
 * A run's time in equal parts, of a length that is 1, 2 or 5 times a power of ten.
 *
 * @param widthMillis of one
 * @param count how many; at least 1
 */
public record Buckets(double widthMillis, int count) {

    private static final int COUNT_MAX = 150;

    /** The buckets of a run that lasted so long. */
    public static Buckets over(double endMillis) {
        double power = 1;
        while (true) {
            for (int factor : new int[] {1, 2, 5}) {
                double width = factor * power;
                if (endMillis / width < COUNT_MAX) {
                    return new Buckets(width, (int) (endMillis / width) + 1);
                }
            }
            power *= 10;
        }
    }

    public int indexOf(double timeMillis) {
        return (int) Math.min(count - 1, Math.max(0, timeMillis / widthMillis));
    }

    /** The middle of each. */
    double[] middlesMillis() {
        double[] middles = new double[count];
        for (int i = 0; i < count; i++) {
            middles[i] = (i + 0.5) * widthMillis;
        }
        return middles;
    }
}
