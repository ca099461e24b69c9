# Limits and the four rules of an XmR chart in base R, written as one would write it: whole vectors, no loop over points. The same rules as Xmr.Judge,
# so that the two can be compared in one run. Called by the benchmark:
#   Rscript --vanilla xmr.R FILE SERIES POINTS PROFILE REPEAT
# FILE holds SERIES x POINTS doubles, series by series; PROFILE is making-data-count or nhs-r. Prints "nanoseconds-a-point sum-of-upper-limits
# flags", the fastest of REPEAT rounds, and the sums by which the caller sees that both did the same.

flag_runs <- function(hit, length) {
  # every point of a run of that many hits
  r <- rle(hit)
  inverse.rle(list(lengths = r$lengths, values = r$values & r$lengths >= length))
}

judge <- function(y, screen, outside_is_near, length) {
  n <- length(y)
  centre <- mean(y)
  mr <- abs(diff(y))
  amr <- mean(mr)
  if (screen) amr <- mean(mr[mr < 3.267 * amr])
  upper <- centre + 2.66 * amr
  lower <- centre - 2.66 * amr
  near <- 2 * (2.66 / 3) * amr

  outside_high <- y > upper
  outside_low <- y < lower
  outside <- outside_high | outside_low
  high <- y > centre
  low <- y < centre
  shift_high <- flag_runs(high, length)
  shift_low <- flag_runs(low, length)

  step <- diff(y)
  rise <- flag_runs(step > 0, length - 1)
  fall <- flag_runs(step < 0, length - 1)
  trend_up <- c(rise, FALSE) | c(FALSE, rise)
  trend_down <- c(fall, FALSE) | c(FALSE, fall)

  close <- (y > centre + near | y < centre - near) & (outside_is_near | !outside)
  two <- function(side) {
    if (n < 3) return(logical(n))
    a <- seq_len(n - 2)
    window <- side[a] & side[a + 1] & side[a + 2] & close[a] + close[a + 1] + close[a + 2] >= 2
    close & (c(window, FALSE, FALSE) | c(FALSE, window, FALSE) | c(FALSE, FALSE, window))
  }

  flags <- outside_high + 2L * outside_low + 4L * trend_up + 8L * trend_down + 16L * two(high) + 32L * two(low) + 64L * shift_high + 128L * shift_low
  list(centre = centre, upper = upper, lower = lower, flags = flags)
}

args <- commandArgs(trailingOnly = TRUE)
series <- as.integer(args[2])
points <- as.integer(args[3])
values <- matrix(readBin(args[1], "double", series * points, size = 8), nrow = points)
workbook <- args[4] == "making-data-count"
work <- function() lapply(seq_len(series), function(s) judge(values[, s], !workbook, workbook, 7L))

best <- Inf
for (round in seq_len(as.integer(args[5]))) {
  times <- max(1L, 20000L %/% (series * points))
  spent <- system.time(for (i in seq_len(times)) answer <- work(), gcFirst = FALSE)[["elapsed"]] / times
  best <- min(best, spent)
}

cat(sprintf(
  "%.17g %.17g %.0f\n",
  best / (series * points) * 1e9,
  sum(vapply(answer, function(a) a$upper, 0)),
  sum(vapply(answer, function(a) sum(as.numeric(a$flags)), 0))
))
