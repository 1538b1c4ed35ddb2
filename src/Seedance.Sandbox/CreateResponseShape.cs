namespace Seedance.Sandbox;

/// <summary>The known shapes of the response to a create request.</summary>
internal enum CreateResponseShape
{
    /// <summary><c>{"generate":{"generationId","apiCreditCost":null,"cost":{"amount":"0.09","unit":"DOLLARS"}}}</c></summary>
    Generate,

    /// <summary><c>{"generationId","apiCreditCost":1}</c></summary>
    Bare,

    /// <summary><c>{"sdGenerationJob":{"generationId"}}</c></summary>
    ImageJob,

    /// <summary><c>{"motionVideoGenerationJob":{"generationId"}}</c></summary>
    MotionJob,
}
