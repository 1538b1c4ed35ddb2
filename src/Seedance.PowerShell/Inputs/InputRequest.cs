namespace Seedance.PowerShell.Inputs;

/// <summary>What is to be made of one input.</summary>
internal sealed record InputRequest(SeedanceRequest Request)
{
    /// <summary>Where its video is to be saved, as it was given; null when nothing was.</summary>
    public object? Destination { get; init; }

    /// <summary>The name of its batch; null when it has none.</summary>
    public string? JobName { get; init; }
}
