using System.Runtime.InteropServices;

namespace Seedance.Polling;

/// <summary>When a job is likely to end, and so when polling pays: log-logistic around a median, which tolerates long queues.</summary>
/// <param name="Median">Seconds by which half of such jobs have ended.</param>
/// <param name="Shape">How narrow the distribution is: 3 is a guess, 12 is a clockwork.</param>
/// <param name="Growth">How fast polls thin out while an end is unlikely: each age is so many times the last.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CompletionCurve(double Median, double Shape, double Growth)
{
    /// <summary>Trades polls for lateness: a job that may end at any moment is polled every few of these.</summary>
    private const double PollCost = 0.32;

    private const double FirstPollAge = 0.4;
    private const double MaxDelay = 60;

    /// <summary>Seconds until the next poll of a job that was just polled.</summary>
    /// <param name="age">Seconds since it was submitted.</param>
    /// <param name="loadFactor">How many times as expensive a poll is; 1 for a job alone.</param>
    public double DelayAt(double age, double loadFactor = 1)
    {
        if (age < FirstPollAge)
        {
            return FirstPollAge - age;
        }

        // The rate grows during the delay, so the rate at its middle is the better one.
        var delay = 1 / RateAt(age, loadFactor);
        return Math.Min(MaxDelay, 1 / RateAt(age + (delay / 2), loadFactor));
    }

    /// <summary>Seconds until all of several jobs have ended, as likely less as more.</summary>
    /// <param name="age">How long they have been running, in seconds.</param>
    /// <param name="jobs">How many they are: the last of many ends late.</param>
    public double RemainingAt(double age, int jobs)
    {
        // The chance that all have ended by then is one half, so the chance of each is the root of that.
        var chance = Math.Pow(0.5, 1.0 / Math.Max(1, jobs));
        var survival = 1 + Math.Pow(age / Median, Shape);
        return (Median * Math.Pow((survival / (1 - chance)) - 1, 1 / Shape)) - age;
    }

    /// <summary>Polls per second. The square root of the hazard spends them best, and a few are spent in case the guess is wrong.</summary>
    private double RateAt(double age, double loadFactor)
    {
        var odds = Math.Pow(age / Median, Shape);
        var hazard = Shape / age * odds / (1 + odds);
        var rate = Math.Sqrt(hazard) / (PollCost * loadFactor);
        return age < Median ? Math.Max(rate, 1 / ((Growth + loadFactor - 2) * age)) : rate;
    }
}
