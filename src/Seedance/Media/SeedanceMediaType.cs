namespace Seedance;

/// <summary>Where the id of a media comes from (API page: Create, IMAGE.type).</summary>
public enum SeedanceMediaType
{
    /// <summary>Uploaded by the user.</summary>
    Uploaded,

    /// <summary>Made by an earlier generation.</summary>
    Generated,

    /// <summary>A variation of a generated image.</summary>
    Variation,
}
