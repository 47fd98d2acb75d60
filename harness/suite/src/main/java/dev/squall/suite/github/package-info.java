/** Results of suites in the forms that GitHub Actions shows. */
package dev.squall.suite.github;
