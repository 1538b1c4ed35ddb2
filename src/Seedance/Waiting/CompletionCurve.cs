namespace Seedance;

/// <summary>When a job is likely to end, and so when it pays to look: log-logistic about a median, which forgives long queues.</summary>
/// <param name="Median">Seconds by which half of such jobs have ended.</param>
/// <param name="Shape">How sharply they do so: 3 is a guess, 12 a clockwork.</param>
/// <param name="Growth">How fast looks thin out while an end is unlikely: each age is so many times the last.</param>
internal readonly record struct CompletionCurve(double Median, double Shape, double Growth)
{
    /// <summary>Trades reads for lateness: a job that may end any moment is looked at every few of these.</summary>
    private const double Thrift = 0.32;

    private const double FirstLook = 0.4;
    private const double LongestPause = 60;

    /// <summary>How long to leave a job alone that was just looked at.</summary>
    /// <param name="age">Seconds since it was submitted.</param>
    /// <param name="crowding">How many times as thrifty to be; 1 for a job alone.</param>
    public double PauseAt(double age, double crowding = 1)
    {
        if (age < FirstLook)
        {
            return FirstLook - age;
        }

        // The rate grows meanwhile: that of halfway is the better one.
        var pause = 1 / RateAt(age, crowding);
        return Math.Min(LongestPause, 1 / RateAt(age + (pause / 2), crowding));
    }

    /// <summary>Looks a second: the root of the hazard spends them best, and a few are spent on the chance that the guess is wrong.</summary>
    private double RateAt(double age, double crowding)
    {
        var odds = Math.Pow(age / Median, Shape);
        var hazard = Shape / age * odds / (1 + odds);
        var likely = Math.Sqrt(hazard) / (Thrift * crowding);
        return age < Median ? Math.Max(likely, 1 / ((Growth + crowding - 2) * age)) : likely;
    }
}
