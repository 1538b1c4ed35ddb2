namespace Seedance.Requests;

/// <summary>The parts of a request that can be wrong.</summary>
internal enum RequestField
{
    Model,
    Prompt,
    Duration,
    Width,
    Height,
    Mode,
    Seed,
    StartFrame,
    EndFrame,
    ImageReference,
    VideoReference,
    AudioReference,
    Order,
    Strength,
}
