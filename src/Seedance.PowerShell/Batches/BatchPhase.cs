namespace Seedance.PowerShell.Batches;

/// <summary>What happens to an item now.</summary>
internal enum BatchPhase
{
    /// <summary>Something that has no name of its own.</summary>
    Other,

    /// <summary>Its files are uploaded and its request is submitted.</summary>
    Submitting,

    /// <summary>The service makes its video.</summary>
    Rendering,

    /// <summary>Its video is saved.</summary>
    Saving,
}
