/**
 * Report pages of runs. A page depends only on the files in the run's folder: the same files give the same page, byte
 * for byte. Verdicts are not computed in this package.
 */
package dev.squall.report;
