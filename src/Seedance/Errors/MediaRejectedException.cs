namespace Seedance;

/// <summary>The service rejected an uploaded file or its id.</summary>
public sealed class MediaRejectedException : SeedanceServiceException
{
    internal MediaRejectedException(ServiceResponse response) : base(Messages.MediaRejected, response) { }

    /// <summary>MediaRefused.</summary>
    public override string ErrorId => "MediaRefused";
}
